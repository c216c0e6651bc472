import { useImperativeHandle, useRef, useState, type Ref } from "react";
import type { MatchJson } from "../../http/contract.js";
import { useWording } from "../wording/wording.js";
import type { Direction } from "./direction.js";
import { MatchCard } from "./match-card.js";

export interface MatchListHandle {
  focusFirst(): void;
}

interface MatchListProps {
  readonly matches: readonly MatchJson[];
  readonly query: string;
  readonly direction: Direction;
  readonly title: string;
  /** Whether these are the matches of a text that was changed since. */
  readonly isStale: boolean;
  readonly ref?: Ref<MatchListHandle>;
}

/** The matches, best first. One of them takes part in the tab order; the arrows move it. */
export function MatchList({ matches, query, direction, title, isStale, ref }: MatchListProps) {
  const { lookup } = useWording();
  const [active, setActive] = useState(0);
  const items = useRef<(HTMLLIElement | null)[]>([]);
  useImperativeHandle(ref, () => ({ focusFirst: () => items.current[0]?.focus() }), []);
  const [best] = matches;
  const move = (index: number): void => {
    if (index < 0) document.querySelector<HTMLElement>(".query textarea")?.focus();
    else items.current[Math.min(index, matches.length - 1)]?.focus();
  };
  return (
    <section aria-labelledby="matches">
      <h2 id="matches" className="list-title">
        {title}
        <span className="soft">
          {best === undefined || best.kind === "fragment" ? "" : ` ${lookup.best(matches.length, best.score)}`}
        </span>
      </h2>
      <ol className={isStale ? "matches stale" : "matches"}>
        {matches.map((match, index) => (
          <MatchCard
            key={`${match.unit} ${match.fragment?.query.start ?? ""}`}
            ref={(item) => void (items.current[index] = item)}
            match={match}
            query={query}
            direction={direction}
            isActive={index === Math.min(active, matches.length - 1)}
            onFocus={() => setActive(index)}
            onMove={(to) => move({ next: index + 1, previous: index - 1, first: 0, last: matches.length - 1 }[to])}
          />
        ))}
      </ol>
    </section>
  );
}
