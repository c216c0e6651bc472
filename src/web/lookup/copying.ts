import type { MatchJson } from "../../http/contract.js";
import { announce } from "../announcer.js";
import { copyText } from "../clipboard.js";
import { useWording } from "../wording/wording.js";
import { textOf } from "./coded-text.js";

/** Copies a match's translation, as it was adapted where it was, and says so. */
export function useCopy(): (match: MatchJson) => void {
  const { lookup } = useWording();
  return (match) => {
    const text = textOf(shownTarget(match));
    void copyText(text).then((copied) => announce(copied ? lookup.copiedTarget(text) : lookup.copyFailed));
  };
}

/** A match whose target the server has put right: numbers, codes, a term. */
export type AdaptedMatch = MatchJson & {
  readonly adapted?: {
    readonly target: MatchJson["target"];
    readonly changes: readonly {
      readonly start: number;
      readonly end: number;
      readonly from: string;
      readonly to: string;
    }[];
  };
};

/** The translation that a match proposes. */
export function shownTarget(match: AdaptedMatch): MatchJson["target"] {
  return match.adapted?.target ?? match.target;
}
