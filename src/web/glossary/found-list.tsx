import { useEffect } from "react";
import { announce } from "../announcer.js";
import { Link } from "../link.js";
import { ProblemNote } from "../problem-note.js";
import { useWording } from "../wording/wording.js";
import { useTermSearch, type FoundConcept } from "./queries.js";

interface FoundListProps {
  readonly words: string;
  readonly glossary: string | undefined;
  readonly current: string | undefined;
  readonly addressOfConcept: (glossary: string, concept: string) => string;
}

/** The concepts that a term leads to, best first. */
export function FoundList({ words, glossary, current, addressOfConcept }: FoundListProps) {
  const { glossary: wording } = useWording();
  const { data: found, error, refetch, isPlaceholderData } = useTermSearch(words, glossary);
  const said = found === undefined || isPlaceholderData ? undefined : wording.found(found.length);
  useEffect(() => {
    if (said !== undefined) announce(said);
  }, [said]);
  return (
    <section aria-labelledby="found">
      <h2 id="found" className="list-title">
        {said ?? wording.searching}
      </h2>
      <ProblemNote error={error} onAgain={() => void refetch()} />
      {found?.length === 0 ? <p className="soft">{wording.notFound}</p> : null}
      <ul className="concepts">
        {found?.map((one) => (
          <li key={`${one.glossary} ${one.concept}`}>
            <Link to={addressOfConcept(one.glossary, one.concept)} isCurrent={one.concept === current}>
              <Found found={one} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Found({ found }: { readonly found: FoundConcept }) {
  const { termStatus } = useWording();
  const [best] = found.hits;
  if (best === undefined) return null;
  const others = Object.entries(best.translations).filter(
    ([lang]) => lang.split("-", 1)[0] !== best.lang.split("-", 1)[0],
  );
  return (
    <>
      <span lang={best.lang} className="concept-name">
        {best.term}
        {best.status === "preferred" ? null : <span className={`chip ${best.status}`}>{termStatus[best.status]}</span>}
      </span>
      {others.map(([lang, [text]]) => (
        <span key={lang} lang={lang} className="concept-name">
          {text}
        </span>
      ))}
    </>
  );
}
