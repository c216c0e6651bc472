import { memo } from "react";
import { useQuery } from "@tanstack/react-query";
import { Button } from "react-aria-components";
import type { ListOf, UnitJson } from "../../http/contract.js";
import { useMemories } from "../queries.js";
import { Link } from "../link.js";
import { ask } from "../server.js";
import { useWording } from "../wording/wording.js";
import { textOf } from "./coded-text.js";

/** The memory that comes with Entente; another home begins with a memory of its own. */
const PRESS_RELEASE = "otan-ue-ukraine-2025-05-28";

/** What there is to begin with, while nothing was typed: sentences that are in a memory. */
export const FirstSteps = memo(function FirstSteps({ onChoose }: { readonly onChoose: (text: string) => void }) {
  const { lookup } = useWording();
  const { data: memories } = useMemories();
  const memory = memories?.find(({ id }) => id === PRESS_RELEASE) ?? memories?.find(({ units }) => units > 0);
  return (
    <section className="first-steps">
      <h2>{lookup.emptyTitle}</h2>
      <p>{lookup.empty}</p>
      {memory !== undefined ? (
        <Examples memory={memory.id} name={memory.name} onChoose={onChoose} />
      ) : memories !== undefined ? (
        <p>
          {lookup.emptyNoMemory} <Link to="/memories">{lookup.toMemories}</Link>
        </p>
      ) : null}
      <Keys />
    </section>
  );
});

function Examples({
  memory,
  name,
  onChoose,
}: {
  readonly memory: string;
  readonly name: string;
  readonly onChoose: (text: string) => void;
}) {
  const { lookup } = useWording();
  const { data: units } = useQuery({
    queryKey: ["examples", memory],
    queryFn: async ({ signal }) => {
      const path = `/v1/memories/${encodeURIComponent(memory)}/units`;
      return (await ask<ListOf<UnitJson>>(path, { query: { limit: 6 }, signal })).json.items;
    },
  });
  const texts = (units ?? []).map((unit) => ({ id: unit.id, lang: unit.sourceLang, text: textOf(unit.source) }));
  const some = texts.filter(({ text }) => text.length > 20 && text.length < 400).slice(0, 3);
  if (some.length === 0) return null;
  return (
    <>
      <p>{lookup.emptyExamples(name)}</p>
      <ul className="examples">
        {some.map(({ id, lang, text }) => (
          <li key={id}>
            <Button className="example" onPress={() => onChoose(text)}>
              <span lang={lang}>{text}</span>
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}

function Keys() {
  const { lookup } = useWording();
  return (
    <dl className="keys" aria-label={lookup.keysTitle}>
      {lookup.keys.map(([key, what]) => (
        <div key={key}>
          <dt>
            <kbd>{key}</kbd>
          </dt>
          <dd>{what}</dd>
        </div>
      ))}
    </dl>
  );
}
