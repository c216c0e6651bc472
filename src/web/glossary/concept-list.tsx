import { Button } from "react-aria-components";
import type { ConceptJson, GlossaryJson } from "../../http/contract.js";
import { Link } from "../link.js";
import { ProblemNote } from "../problem-note.js";
import { useFormats, useWording } from "../wording/wording.js";
import { useConcepts } from "./queries.js";

interface ConceptListProps {
  readonly glossary: GlossaryJson | undefined;
  /** The id of the concept that is shown. */
  readonly current: string | undefined;
  readonly addressOfConcept: (glossary: string, concept: string) => string;
}

/** The concepts of a glossary in its order. */
export function ConceptList({ glossary, current, addressOfConcept }: ConceptListProps) {
  const { common, glossary: wording } = useWording();
  const formats = useFormats();
  const { data, error, refetch, hasNextPage, fetchNextPage } = useConcepts(glossary?.id);
  const concepts = data?.pages.flatMap(({ items }) => items) ?? [];
  if (glossary === undefined) return <p className="soft">{wording.none}</p>;
  return (
    <section aria-labelledby="concepts">
      <h2 id="concepts" className="list-title">
        {glossary.name}{" "}
        <span className="soft">{wording.concepts(glossary.concepts, formats.number(glossary.concepts))}</span>
      </h2>
      <ProblemNote error={error} onAgain={() => void refetch()} />
      <ul className="concepts">
        {concepts.map((concept) => (
          <li key={concept.id}>
            <Link to={addressOfConcept(glossary.id, concept.id)} isCurrent={concept.id === current}>
              <Designations concept={concept} />
            </Link>
          </li>
        ))}
      </ul>
      {hasNextPage ? <Button onPress={() => void fetchNextPage()}>{common.more}</Button> : null}
    </section>
  );
}

/** What a concept is called: its first term in each language. */
function Designations({ concept }: { readonly concept: ConceptJson }) {
  const first = new Map(concept.terms.toReversed().map((term) => [term.lang.split("-", 1)[0], term]));
  return [...first.values()].reverse().map(({ lang, text }) => (
    <span key={lang} lang={lang} className="concept-name">
      {text}
    </span>
  ));
}
