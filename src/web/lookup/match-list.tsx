import { memo, useCallback, useImperativeHandle, useRef, useState, type Ref } from "react";
import type { MatchJson } from "../../http/contract.js";
import { useWording } from "../wording/wording.js";
import type { Direction } from "./direction.js";
import { MatchCard, type Move } from "./match-card.js";

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
export const MatchList = memo(function MatchList({ matches, query, direction, title, isStale, ref }: MatchListProps) {
  const { lookup } = useWording();
  const [active, setActive] = useState(0);
  const list = useRef<HTMLOListElement>(null);
  const last = matches.length - 1;
  const move = useCallback(
    (from: number, to: Move): void => {
      const index = { next: from + 1, previous: from - 1, first: 0, last }[to];
      if (index < 0) document.querySelector<HTMLElement>(".query textarea")?.focus();
      else list.current?.querySelectorAll<HTMLElement>(":scope > li")[Math.min(index, last)]?.focus();
    },
    [last],
  );
  useImperativeHandle(ref, () => ({ focusFirst: () => move(0, "first") }), [move]);
  const [best] = matches;
  return (
    <section aria-labelledby="matches">
      <h2 id="matches" className="list-title">
        {title}
        <span className="soft">
          {best === undefined || best.kind === "fragment" ? "" : ` ${lookup.best(matches.length, best.score)}`}
        </span>
      </h2>
      <ol ref={list} className={isStale ? "matches stale" : "matches"}>
        {matches.map((match, index) => (
          <MatchCard
            key={`${match.unit} ${match.fragment?.query.start ?? ""}`}
            index={index}
            match={match}
            query={query}
            direction={direction}
            isActive={index === Math.min(active, last)}
            onActive={setActive}
            onMove={move}
          />
        ))}
      </ol>
    </section>
  );
});
