import type { TokenLine } from "./token-line.js";
import { dollarOf, signUnit, wordUnit, type UnitCode } from "./units.js";

/** A unit found beside a number. */
export interface FoundUnit {
  readonly code: UnitCode;
  readonly start: number;
  readonly end: number;
  /** Whether it is shown as part of the number: signs and percentages are, words of currencies and measures are not. */
  readonly inside: boolean;
  /** The index of the token after it. */
  readonly next: number;
}

function found(line: TokenLine, span: { from: number; next: number }, code: UnitCode, inside: boolean): FoundUnit {
  return { code, start: line.at(span.from).start, end: line.at(span.next - 1).end, inside, next: span.next };
}

/** The unit after a number whose last token stands before `i`: `%`, `€`, `°C`, `d’euros`, `-month`, `per cent`. */
export function unitAfter(line: TokenLine, i: number): FoundUnit | undefined {
  return signAfter(line, i) ?? percentWords(line, i) ?? wordAfter(line, i);
}

function signAfter(line: TokenLine, i: number): FoundUnit | undefined {
  const word = line.word(i);
  if (word === "°" || word === "º") {
    const scale = line.clings(i + 1) || line.isWord(i + 1) ? line.written(i + 1) : "";
    if (scale === "C" || scale === "F") return found(line, { from: i, next: i + 2 }, `°${scale}`, true);
    return undefined;
  }
  if (word === "℃" || word === "℉") return found(line, { from: i, next: i + 1 }, word === "℃" ? "°C" : "°F", true);
  const code = signUnit(word);
  // `%}` closes what a program fills in.
  if (code === undefined || (word === "%" && line.word(i + 1) === "}" && line.clings(i + 1))) return undefined;
  // A sign that clings to what follows and not to the number belongs there: `from 5 $10 notes`.
  if (code !== "%" && !line.clings(i) && line.clings(i + 1) && line.isNumber(i + 1)) return undefined;
  if (code !== "$") return found(line, { from: i, next: i + 1 }, code, true);
  const country = dollarOf(line.word(i + 1));
  const named = country !== undefined && /^\p{Lu}/u.test(line.written(i + 1));
  return found(line, { from: i, next: named ? i + 2 : i + 1 }, named ? country : code, true);
}

const PERCENT = [
  ["per", "cent"],
  ["pour", "cent"],
  ["p", ".", "cent"],
  ["p", ".", "100"],
  ["percent"],
  ["percentage", "points"],
  ["percentage", "point"],
  ["points", "de", "pourcentage"],
  ["point", "de", "pourcentage"],
];

function percentWords(line: TokenLine, i: number): FoundUnit | undefined {
  const at = line.word(i) === "-" && line.clings(i) ? i + 1 : i;
  for (const words of PERCENT) {
    if (words.every((word, k) => line.word(at + k) === word))
      return found(line, { from: at, next: at + words.length }, "%", true);
  }
  return undefined;
}

const LINKS = new Set(["de", "d'", "of"]);

function wordAfter(line: TokenLine, i: number): FoundUnit | undefined {
  let at = i;
  if (line.word(at) === "-" && line.clings(at)) at += 1;
  else if (LINKS.has(line.word(at))) at += 1;
  if (!line.isWord(at)) return undefined;
  const word = line.word(at);
  if (word === "degrees" || word === "degrés" || word === "degree" || word === "degré") {
    const scale = { celsius: "°C", fahrenheit: "°F" }[line.word(at + 1)];
    return scale === undefined ? undefined : found(line, { from: at, next: at + 2 }, scale, false);
  }
  if (word === "h" && at === i) return found(line, { from: at, next: at + 1 }, "hour", false);
  // With a space, `m` is a metre in both languages; without one it may be a million.
  if (line.written(at) === "m" && at === i && !line.clings(at))
    return found(line, { from: at, next: at + 1 }, "metre", false);
  if (/^(?:pounds?|livres?)$/.test(word) && line.word(at + 1) === "sterling")
    return found(line, { from: at, next: at + 2 }, "GBP", false);
  const country = dollarOf(word);
  if (country !== undefined && isDollars(line.word(at + 1)))
    return found(line, { from: at, next: at + 2 }, country, false);
  const code = wordUnit(line.written(at), word);
  if (code === undefined) return undefined;
  const after = code === "$" ? dollarOf(line.word(at + 1)) : undefined;
  return after === undefined
    ? found(line, { from: at, next: at + 1 }, code, false)
    : found(line, { from: at, next: at + 2 }, after, false);
}

function isDollars(word: string): boolean {
  return word === "dollar" || word === "dollars";
}

/** The currency before a number at token `i`, not before `free`: `€`, `US$`, `$`, `EUR`. */
export function currencyBefore(line: TokenLine, i: number, free: number): FoundUnit | undefined {
  const sign = signUnit(line.word(i - 1));
  if (sign !== undefined && sign !== "%" && sign !== "‰") {
    const country = sign === "$" && i - 2 >= free && line.clings(i - 1) ? dollarOf(line.word(i - 2)) : undefined;
    // `100 $ 5` : the sign belongs to the number before unless it clings to this one.
    if (!line.clings(i) && line.isNumber(i - 2)) return undefined;
    return country === undefined
      ? found(line, { from: i - 1, next: i }, sign, true)
      : found(line, { from: i - 2, next: i }, country, true);
  }
  const code = /^(?:EUR|USD|GBP|CAD|AUD|CHF|JPY)$/.test(line.written(i - 1))
    ? wordUnit(line.written(i - 1), line.word(i - 1))
    : undefined;
  return code === undefined || line.isNumber(i - 2) ? undefined : found(line, { from: i - 1, next: i }, code, true);
}
