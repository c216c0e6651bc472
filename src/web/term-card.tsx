import type { OccurrenceJson } from "../http/contract.js";
import { addressOf } from "./server.js";
import { Link } from "./link.js";
import { useLanguageName, useWording } from "./wording/wording.js";

type Shown = Pick<OccurrenceJson, "term" | "status" | "glossary" | "concept" | "translations">;

/** What the glossary has of a term: how it stands, its translations, and the way to its concept. */
export function TermCard({ occurrence }: { readonly occurrence: Shown }) {
  const { lookup, termStatus } = useWording();
  const languageName = useLanguageName();
  const { term, status, glossary, concept, translations } = occurrence;
  return (
    <div className="term-card">
      <p>
        <strong>{term}</strong> <span className={`chip ${status}`}>{termStatus[status]}</span>
      </p>
      <dl>
        {Object.entries(translations).map(([lang, texts]) => (
          <div key={lang}>
            <dt>{languageName(lang)}</dt>
            <dd lang={lang}>{texts.join(" · ")}</dd>
          </div>
        ))}
      </dl>
      <Link to={addressOf("/glossary", { glossary, concept })}>{lookup.openConcept}</Link>
    </div>
  );
}
