import type { MatchJson } from "../../http/contract.js";
import { ProblemNote } from "../problem-note.js";
import { useFormats, useWording } from "../wording/wording.js";
import { textOf } from "./coded-text.js";
import type { Direction } from "./direction.js";
import { useUnitHistory } from "./queries.js";

/** What a unit was before, newest first. */
export function UnitHistory({ match, direction }: { readonly match: MatchJson; readonly direction: Direction }) {
  const { lookup } = useWording();
  const formats = useFormats();
  const { data: versions, error } = useUnitHistory(match.unit);
  if (versions === undefined) return <ProblemNote error={error} />;
  if (versions.length === 0) return <p className="history soft">{lookup.noHistory}</p>;
  return (
    <ol className="history" aria-label={lookup.history}>
      {versions.map(({ revision, endedAt, unit }) => (
        <li key={revision}>
          <p className="small soft">
            {[lookup.until(formats.dateTime(endedAt)), by(unit.changedBy ?? unit.createdBy, lookup.by)]
              .filter(Boolean)
              .join(", ")}
          </p>
          <p lang={direction.from}>{textOf(unit.source)}</p>
          <p lang={direction.to}>{textOf(unit.target)}</p>
        </li>
      ))}
    </ol>
  );
}

function by(name: string | undefined, word: (name: string) => string): string | undefined {
  return name === undefined ? undefined : word(name);
}
