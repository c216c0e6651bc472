import type { ConceptJson } from "../../http/contract.js";
import { Link } from "../link.js";
import { addressOf } from "../server.js";
import { useLanguageName, useWording } from "../wording/wording.js";

type TermJson = ConceptJson["terms"][number];

/** A concept to read: its terms by language, how each stands, what it means, and where that is shown. */
export function ConceptText({ concept }: { readonly concept: ConceptJson }) {
  const { glossary: wording } = useWording();
  const languageName = useLanguageName();
  const { id, subject, definition, note, sources = [], properties = {} } = concept;
  return (
    <div className="concept-text">
      <p className="soft small">{[subject, id].filter((part) => part !== undefined).join(" · ")}</p>
      {[...byLanguage(concept.terms)].map(([lang, terms]) => (
        <section key={lang}>
          <h2 className="label">{languageName(lang)}</h2>
          <ul className="terms">
            {terms.map((term, i) => (
              <TermText key={`${i} ${term.text}`} term={term} isFirst={i === 0} />
            ))}
          </ul>
        </section>
      ))}
      <Part title={wording.definition}>{definition}</Part>
      <Part title={wording.note}>{note}</Part>
      {sources.length === 0 ? null : (
        <section>
          <h2 className="label">{wording.sources}</h2>
          <Sources sources={sources} />
        </section>
      )}
      {Object.keys(properties).length === 0 ? null : (
        <dl className="properties small soft">
          {Object.entries(properties).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

function byLanguage(terms: readonly TermJson[]): Map<string, TermJson[]> {
  const languages = new Map<string, TermJson[]>();
  for (const term of terms) languages.set(term.lang, [...(languages.get(term.lang) ?? []), term]);
  return languages;
}

function TermText({ term, isFirst }: { readonly term: TermJson; readonly isFirst: boolean }) {
  const { termStatus, termType, glossary: wording } = useWording();
  const { lang, text, status, type, note, sources = [] } = term;
  return (
    <li>
      <p className={isFirst ? "term-text first" : "term-text"}>
        <span lang={lang}>{text}</span> <span className={`chip ${status}`}>{termStatus[status]}</span>{" "}
        {type === "full-form" ? null : <span className="soft small">{termType[type]}</span>}{" "}
        <Link className="small" to={addressOf("/", { q: text })}>
          {wording.inMemories}
        </Link>
      </p>
      {note === undefined ? null : <p className="soft small">{note}</p>}
      <Sources sources={sources} />
    </li>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: string | undefined }) {
  if (children === undefined) return null;
  return (
    <section>
      <h2 className="label">{title}</h2>
      <p>{children}</p>
    </section>
  );
}

/** Page addresses as links; titles as they are. */
function Sources({ sources }: { readonly sources: readonly string[] }) {
  if (sources.length === 0) return null;
  return (
    <ul className="sources small">
      {sources.map((source) => (
        <li key={source}>
          {/^https?:\/\//i.test(source) ? (
            <a href={source} rel="noreferrer noopener" target="_blank">
              {source.replace(/^https?:\/\/(?:www\.)?/i, "")}
            </a>
          ) : (
            source
          )}
        </li>
      ))}
    </ul>
  );
}
