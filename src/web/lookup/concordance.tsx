import { memo, useEffect, useState } from "react";
import { Input, Label, SearchField } from "react-aria-components";
import type { ConcordanceHit } from "../../http/contract.js";
import { useSettled } from "../settled.js";
import { MarkedText } from "../marked-text.js";
import { ProblemNote } from "../problem-note.js";
import { useWording } from "../wording/wording.js";
import type { Direction } from "./direction.js";
import { useConcordance } from "./queries.js";

/** Longer selections are looked up, not searched for. */
const MAX_SELECTED = 200;

/** Where some words occur in the memories: those selected in the text, or typed here. */
export const Concordance = memo(function Concordance({
  selected,
  direction,
}: {
  readonly selected: string;
  readonly direction: Direction;
}) {
  const { lookup } = useWording();
  const [words, setWords] = useState("");
  useEffect(() => {
    if (selected !== "" && selected.length <= MAX_SELECTED) setWords(selected);
  }, [selected]);
  const settled = useSettled(words, 120);
  const { data: hits, error, refetch } = useConcordance(settled, direction);
  return (
    <section className="concordance" aria-labelledby="concordance">
      <h2 id="concordance" className="list-title">
        {lookup.concordance}
        <span className="soft" role="status">
          {settled.trim() === "" || hits === undefined ? "" : ` ${hits.length === 0 ? "" : lookup.hits(hits.length)}`}
        </span>
      </h2>
      <SearchField className="field" value={words} onChange={setWords}>
        <Label className="unseen">{lookup.concordanceQuery}</Label>
        <Input lang={direction.from} placeholder={lookup.concordanceHint} />
      </SearchField>
      <ProblemNote error={error} onAgain={() => void refetch()} />
      {settled.trim() === "" ? null : hits?.length === 0 ? (
        <p className="soft small">{lookup.noHits}</p>
      ) : (
        <ul className="hits">
          {hits?.map((hit) => (
            <Hit key={hit.unit} hit={hit} direction={direction} />
          ))}
        </ul>
      )}
    </section>
  );
});

function Hit({ hit, direction }: { readonly hit: ConcordanceHit; readonly direction: Direction }) {
  return (
    <li>
      <p>
        <MarkedText segment={hit.source} lang={direction.from} highlights={hit.highlights} />
      </p>
      {hit.target === undefined ? null : (
        <p className="soft">
          <MarkedText segment={hit.target} lang={direction.to} />
        </p>
      )}
    </li>
  );
}
