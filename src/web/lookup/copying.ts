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

/** The translation that a match proposes. */
export function shownTarget(match: MatchJson): MatchJson["target"] {
  return match.adapted?.target ?? match.target;
}
