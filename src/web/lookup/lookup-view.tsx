import { useEffect, useMemo, useRef, useState } from "react";
import { show, useAddress } from "../address.js";
import { useMemories } from "../queries.js";
import { useSettled } from "../settled.js";
import { announce } from "../announcer.js";
import { ProblemNote } from "../problem-note.js";
import { useWording } from "../wording/wording.js";
import { Concordance } from "./concordance.js";
import { directionsOf, FRENCH_TO_ENGLISH, guessLanguage, type Direction } from "./direction.js";
import { FirstSteps } from "./first-steps.js";
import { useCopy } from "./copying.js";
import { MatchList, type MatchListHandle } from "./match-list.js";
import { NewUnit } from "./new-unit.js";
import { NoMatch } from "./no-match.js";
import { useMatches } from "./queries.js";
import { QueryBox } from "./query-box.js";
import { QueryTerms } from "./query-terms.js";

const DEFAULT_MIN_SCORE = 70;

/** What a translator works with: a text, its matches, and beside them its terms and where its words occur. */
export function LookupView() {
  const { lookup } = useWording();
  const asked = useAsked();
  const { text, direction, minScore } = asked;
  const settled = useSettled(text);
  const {
    data: found,
    error,
    refetch,
    isFetching,
    isPlaceholderData,
  } = useMatches({ ...direction, text: settled, minScore });
  const matches = found?.matches;
  const list = useRef<MatchListHandle>(null);
  const [selected, setSelected] = useState("");
  const copy = useCopy();
  const isEmpty = text.trim() === "";
  const isCurrent = !isPlaceholderData && settled === text && !isFetching;
  // Where no whole segment is like the text there are units that hold parts of it.
  const whole = matches?.filter(({ kind }) => kind !== "fragment");
  useAnnouncement(isEmpty || !isCurrent ? undefined : whole, minScore);
  return (
    <div className="view lookup">
      <h1 className="unseen">{lookup.title}</h1>
      <div className="lookup-main">
        <QueryBox
          {...asked}
          onSelect={setSelected}
          onDown={() => list.current?.focusFirst()}
          onCopyBest={() => {
            const [best] = matches ?? [];
            if (best !== undefined) copy(best);
          }}
        />
        <ProblemNote error={error} onAgain={() => void refetch()} />
        {isEmpty ? <FirstSteps onChoose={asked.setText} /> : null}
        {isEmpty || whole === undefined || whole.length > 0 ? null : (
          <NoMatch minScore={minScore} onLower={asked.setMinScore} />
        )}
        {isEmpty || matches === undefined || matches.length === 0 ? null : (
          <MatchList
            ref={list}
            matches={matches}
            query={found?.text ?? settled}
            direction={direction}
            title={whole?.length === 0 ? lookup.fragments : lookup.matches}
            isStale={!isCurrent}
          />
        )}
        {isEmpty ? null : <NewUnit source={text} direction={direction} />}
      </div>
      <aside className="lookup-aside" aria-label={`${lookup.terms}, ${lookup.concordance}`}>
        <QueryTerms text={settled} direction={direction} />
        <Concordance selected={selected} direction={direction} />
      </aside>
    </div>
  );
}

/** What is looked up and how, as the address has it and the reader changes it. */
function useAsked() {
  const { path, params } = useAddress();
  const [text, setText] = useState(params.get("q") ?? "");
  const [chosen, setChosen] = useState<Direction | undefined>(directionIn(params));
  const [minScore, setMinScore] = useState(minScoreIn(params));
  const { data: memories } = useMemories();
  const directions = useMemo(() => directionsOf(memories ?? []), [memories]);
  const [lastGuess, setLastGuess] = useState<Direction>();
  const language = guessLanguage(text);
  const guessed = directions.find(({ from }) => from === language) ?? lastGuess ?? directions[0] ?? FRENCH_TO_ENGLISH;
  useEffect(() => setLastGuess(guessed), [guessed.from, guessed.to]);
  const shown = useRef<string>(undefined);
  const settled = useSettled(text, 400);
  useEffect(() => {
    shown.current = settled;
    show("/", {
      q: settled,
      from: chosen?.from,
      to: chosen?.to,
      min: minScore === DEFAULT_MIN_SCORE ? undefined : String(minScore),
    });
  }, [settled, chosen, minScore]);
  // An address that was gone to, not one that only says what is typed here.
  const q = params.get("q") ?? "";
  useEffect(() => {
    if (path !== "/" || shown.current === undefined || q === shown.current) return;
    setText(q);
    setChosen(directionIn(params));
    setMinScore(minScoreIn(params));
  }, [path, q]);
  return {
    text,
    setText,
    direction: chosen ?? guessed,
    isGuessed: chosen === undefined,
    setDirection: setChosen,
    directions,
    minScore,
    setMinScore,
  };
}

function directionIn(params: URLSearchParams): Direction | undefined {
  const [from, to] = [params.get("from"), params.get("to")];
  return from === null || to === null ? undefined : { from, to };
}

function minScoreIn(params: URLSearchParams): number {
  const given = Number(params.get("min"));
  return Number.isInteger(given) && given >= 1 && given <= 101 ? given : DEFAULT_MIN_SCORE;
}

function useAnnouncement(matches: readonly { readonly score: number }[] | undefined, minScore: number): void {
  const { lookup } = useWording();
  const [best] = matches ?? [];
  const said =
    matches === undefined
      ? undefined
      : best === undefined
        ? lookup.noMatch(minScore)
        : lookup.best(matches.length, best.score);
  useEffect(() => {
    if (said !== undefined) announce(said);
  }, [said]);
}
