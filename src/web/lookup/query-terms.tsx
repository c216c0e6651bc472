import { memo } from "react";
import { Button } from "react-aria-components";
import type { OccurrenceJson } from "../../http/contract.js";
import { addressOf } from "../server.js";
import { Link } from "../link.js";
import { useWording } from "../wording/wording.js";
import { announce } from "../announcer.js";
import { copyText } from "../clipboard.js";
import type { Direction } from "./direction.js";
import { useOccurrences } from "./queries.js";

/** The terms in the text that is looked up, with what they are called in the other language. */
export const QueryTerms = memo(function QueryTerms({
  text,
  direction,
}: {
  readonly text: string;
  readonly direction: Direction;
}) {
  const { lookup } = useWording();
  const occurrences = useOccurrences(text, direction.from);
  const concepts = new Map(
    occurrences.map((occurrence) => [`${occurrence.glossary} ${occurrence.concept} ${occurrence.term}`, occurrence]),
  );
  return (
    <section aria-labelledby="query-terms">
      <h2 id="query-terms" className="list-title">
        {lookup.terms}
      </h2>
      {concepts.size === 0 ? (
        <p className="soft small">{text.trim() === "" ? lookup.termsHint : lookup.noTerms}</p>
      ) : (
        <ul className="query-terms">
          {[...concepts].map(([key, occurrence]) => (
            <QueryTerm key={key} occurrence={occurrence} direction={direction} />
          ))}
        </ul>
      )}
    </section>
  );
});

function QueryTerm({ occurrence, direction }: { readonly occurrence: OccurrenceJson; readonly direction: Direction }) {
  const { lookup, termStatus } = useWording();
  const { term, status, glossary, concept, translations } = occurrence;
  const texts = Object.entries(translations).filter(
    ([lang]) => lang.split("-", 1)[0] === direction.to.split("-", 1)[0],
  );
  const copy = (text: string): void => void copyText(text).then(() => announce(lookup.copiedTarget(text)));
  return (
    <li>
      <p className="query-term-source">
        <Link to={addressOf("/glossary", { glossary, concept })}>
          <span lang={direction.from}>{term}</span>
        </Link>
        {status === "preferred" ? null : <span className={`chip ${status}`}>{termStatus[status]}</span>}
      </p>
      {texts.map(([lang, designations]) =>
        designations.map((text) => (
          <Button
            key={lang + text}
            className="designation"
            aria-label={`${lookup.copyTarget}: ${text}`}
            onPress={() => copy(text)}
          >
            <span lang={lang}>{text}</span>
          </Button>
        )),
      )}
    </li>
  );
}
