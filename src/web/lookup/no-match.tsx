import { Button } from "react-aria-components";
import { useWording } from "../wording/wording.js";

const LOWEST = 40;

/** No match, and what to do then. */
export function NoMatch({
  minScore,
  onLower,
}: {
  readonly minScore: number;
  readonly onLower: (minScore: number) => void;
}) {
  const { lookup } = useWording();
  const lower = Math.max(LOWEST, minScore > 70 ? 70 : minScore > 50 ? 50 : LOWEST);
  return (
    <section className="no-match">
      <h2>{lookup.noMatch(minScore)}</h2>
      <p>{lookup.noMatchHelp}</p>
      {minScore <= LOWEST ? null : <Button onPress={() => onLower(lower)}>{lookup.lower(lower)}</Button>}
    </section>
  );
}
