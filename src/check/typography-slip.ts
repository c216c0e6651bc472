import { maskedStretches } from "../glossary/masks.js";
import { maskedRanges } from "../text/number-masks.js";
import type { CheckedText, Fault } from "./check.js";

/** What a slip is one of; each has its reason in `typography-explanation.ts`. */
export type SlipKind =
  | "space-missing"
  | "space-unwanted"
  | "space-before-stop"
  | "guillemets-tight"
  | "mark-doubled"
  | "space-doubled"
  | "word-doubled"
  | "half-missing"
  | "quotes-foreign"
  | "question-lost";

/** One slip of typography in a target. */
export interface Slip {
  readonly kind: SlipKind;
  readonly start: number;
  readonly end: number;
  /** What should stand there instead, where that is certain. */
  readonly instead?: string;
  readonly message: Fault["message"];
}

/** What a rule of typography reads: a target with its source, both bare of what is no language. */
export interface TypographyText {
  readonly target: CheckedText;
  readonly source: CheckedText;
  /** The target with {@link MASK} in the place of each character of code, of the same length. */
  readonly bareTarget: string;
  readonly bareSource: string;
}

/** Stands for each character of a placeholder, an address, markup, a path; it is no letter, no digit, no sign and no space. */
const MASK = "\uFFFC";

/** Program text between backquotes or typewriter tags; character references; the keys of menus. */
const PROGRAM_TEXT = /`[^`\n]{1,400}`|&[#\w.-]{1,40};|\\[ntr"']/g;

export function typographyText(source: CheckedText, target: CheckedText): TypographyText {
  return { source, target, bareTarget: bare(target), bareSource: bare(source) };
}

function bare({ segment: { text }, tokens }: CheckedText): string {
  const ranges: { readonly start: number; readonly end: number }[] = [...maskedRanges(text)];
  const stretches = maskedStretches(text);
  for (let i = 0; i < stretches.length; i += 2) ranges.push({ start: stretches[i] ?? 0, end: stretches[i + 1] ?? 0 });
  for (const token of tokens) if (token.kind === "code" && token.end > token.start) ranges.push(token);
  for (const { index, 0: found } of text.matchAll(PROGRAM_TEXT))
    ranges.push({ start: index, end: index + found.length });
  if (ranges.length === 0) return text;
  const units = text.split("");
  for (const { start, end } of ranges) units.fill(MASK, start, end);
  return units.join("");
}

/** Whether an inline code stands at or between two offsets: it may be the space, the word or the sign that is missed there. */
export function hasCodeWithin({ segment: { codes } }: CheckedText, start: number, end: number): boolean {
  return codes.some(({ at }) => at >= start && at <= end);
}
