import type { Token } from "../text/tokens.js";
import type { CheckedText } from "./check.js";
import { added, changed, lost, reordered, type CodePlace, type CodeSlip } from "./code-slip.js";

/**
 * Compares the placeholders written in a source and a target. Three kinds differ in what a translator may do with them:
 *
 *   named      `{0}`, `{name}`, `%(name)s`, `%1`, `%2$s`: any order, and as often as the sentence needs
 *   counted    `%s %d`: as many of each type as in the source, those of different types in its order
 *   of dates   `%d/%m/%Y`: each language has its own order and choice; nothing is said of a text that has them
 *
 * `%s %d` may become `%2$d %1$s`: numbered, it may be reordered.
 */
export function* placeholderSlips(source: CheckedText, target: CheckedText): Generator<CodeSlip> {
  if (isOtherNotation(source.segment.text) || isOtherNotation(target.segment.text)) return;
  const [asked, given] = alike(
    [placeholdersOf(source), source.segment.text],
    [placeholdersOf(target), target.segment.text],
  );
  if (asked.length === 0 && given.length === 0) return;
  const isInTarget = hiddenIn(target, given);
  const isInSource = hiddenIn(source, asked);
  const missing = surplusOf(asked, given).filter((one) => !isInTarget(one));
  const surplus = surplusOf(given, asked).filter((one) => !isInSource(one));
  if (missing.length === 0 && surplus.length === 0) yield* misordered(asked, given);
  else if (!isSpeltOut(missing, target) && !isSpeltOut(surplus, source)) yield* differences(missing, surplus);
}

interface Placeholder extends CodePlace {
  /** What must be the same on the other side. */
  readonly key: string;
  /** Whether each one counts, or only that there is one. */
  readonly counted: boolean;
  /** The number of the argument in `%2$s`. */
  readonly position?: number;
  /** What kind of argument it is, of a counted one. */
  readonly conversion?: string;
}

/** Directives of dates that printf lacks: with one of them in a text, `%d` is a day. */
const OF_DATES = /%[-_0^#]?[BbYyHIMmpjTDRZzAaeklP](?![\p{L}\p{N}(])/gu;

function isOfDates(text: string): boolean {
  const found = text.match(OF_DATES) ?? [];
  return found.some((directive) => !/[aAe]$/.test(directive)) || found.length > 1;
}

/** Messages with choices (ICU) hold whole sentences between braces. */
const HAS_CHOICE = /\{[^{}]{1,64},\s*(?:plural|select|selectordinal|choice)\s*,/;

/** Conversions of programs' own (GCC, BFD, Linux) and widths that are arguments, which printf alone cannot number. */
const HAS_OWN_SIGNS = /%(?:\d\$)?[pqELTDPVHK][A-Za-z<]|%<|%[\d$.-]*\*|%0?\.0s|\\[A-Za-z]+\*?\{|~%|\{!\}/;

/** A word in braces that is all of a text is a heading in them. */
const IS_LABEL = /^[\s(]*\{\p{L}+\}[\s)]*$/u;

function isOtherNotation(text: string): boolean {
  return (
    /[%{]/.test(text) && (IS_LABEL.test(text) || isOfDates(text) || HAS_CHOICE.test(text) || HAS_OWN_SIGNS.test(text))
  );
}

const PRINTF = /^%(?:(\d{1,2})\$)?[-+#0 ]{0,3}\d{0,4}(?:\.\d{1,3})?(hh?|ll?|[zjtL])?([a-zA-Z@])$/;

/** A numbered placeholder, whatever letter follows. */
const NUMBERED = /%\d{1,2}\$[-+#0]{0,3}\d{0,4}(?:\.\d{1,3})?(?:hh?|ll?|[zjtL])?[a-zA-Z@]/g;

function placeholdersOf({ segment: { text }, tokens }: CheckedText): Placeholder[] {
  const numbered = Array.from(text.matchAll(NUMBERED), ({ index, 0: { length } }) => ({
    start: index,
    end: index + length,
  }));
  const within = new Set(
    numbered.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i)),
  );
  const others = tokens.filter(
    (token) => token.kind === "code" && token.code === undefined && !isLoose(token, text) && !within.has(token.start),
  );
  return [...numbered, ...others]
    .sort((a, b) => a.start - b.start)
    .map(({ start, end }) => {
      const written = text.slice(start, end);
      return { span: { start, end, text: written }, name: written, ...keyOf(written.normalize("NFC")) };
    });
}

/** Braces of formulas and style sheets, and signs of percent. */
function isLoose({ text: written, start, end }: Token, text: string): boolean {
  if (written.startsWith("%")) return /[\d%]\s?$/.test(text.slice(Math.max(0, start - 2), start));
  return /[\\^_]$/.test(text.charAt(start - 1)) || /^\{[.:-]|:\}$/.test(written) || text.charAt(end) === "}";
}

function keyOf(text: string): Omit<Placeholder, "span" | "name"> {
  const printf = PRINTF.exec(text);
  if (printf === null || /^%\(/.test(text)) return { key: text.replace(/^%L(?=\d)/, "%"), counted: false };
  const [, position, length = "", letter = ""] = printf;
  const conversion = length + (letter === "i" ? "d" : letter);
  if (position !== undefined) {
    return { key: `${position}$${conversion}`, counted: false, position: Number(position), conversion };
  }
  return { key: conversion, counted: letter !== "n", conversion };
}

/**
 * Both sides in one notation: numbered where one of them is, for `%s %d` asks for the same as `%1$s %2$d`; Qt's where one of them
 * is, for `%1x` there is `%1` and a letter. Nothing where one is numbered and letters hide some of the other.
 */
function alike(
  [asked, source]: readonly [readonly Placeholder[], string],
  [given, target]: readonly [readonly Placeholder[], string],
): [readonly Placeholder[], readonly Placeholder[]] {
  const all = [...asked, ...given];
  if (all.some(({ name }) => QT.test(name))) return [asked.map(asQt), given.map(asQt)];
  if (!all.some(({ position }) => position !== undefined)) return [asked, given];
  if (HIDDEN.test(source) || HIDDEN.test(target)) return [[], []];
  return [numberedFrom(asked), numberedFrom(given)];
}

const QT = /^%L?\d{1,2}$/;

/** An unnumbered placeholder with a letter behind it: `%sattack`. */
const HIDDEN = /%[-+#0]?[\d.]*[sdif](?=\p{L})/u;

function asQt(placeholder: Placeholder): Placeholder {
  const number = /^%\d{1,2}(?=\p{L}$)/u.exec(placeholder.name)?.[0];
  return number === undefined ? placeholder : { ...placeholder, key: number, counted: false };
}

/** Unnumbered placeholders with the numbers that they have by their order. */
function numberedFrom(placeholders: readonly Placeholder[]): Placeholder[] {
  let next = 1;
  return placeholders.map((one) => {
    if (!one.counted) return one;
    const position = next++;
    return { ...one, key: `${position}$${one.conversion}`, counted: false, position };
  });
}

/**
 * Tells of a placeholder whether it stands in a text after all, with a letter behind it that hides it: `%dkB`, `%sattack`, `%1er`.
 * There only its own letters tell, and how often they stand there beyond the placeholders that were found.
 */
function hiddenIn({ segment: { text } }: CheckedText, known: readonly Placeholder[]): (one: Placeholder) => boolean {
  const told = new Map<string, boolean>();
  const hasMore = (form: string | RegExp, isKnown: (one: Placeholder) => boolean): boolean => {
    let more = told.get(String(form));
    if (more === undefined) told.set(String(form), (more = text.split(form).length - 1 > known.filter(isKnown).length));
    return more;
  };
  const isHidden = (form: string): boolean => hasMore(form, ({ name }) => name === form);
  return ({ name, key, counted, conversion, position }) =>
    isHidden(name) ||
    isHidden(name.replace(/^(%\d{1,2})\p{L}$/u, "$1")) ||
    (conversion !== undefined && position !== undefined && isHidden(`%${conversion}`)) ||
    // `%.1fMB (%.2f)`: which of several of a type is the hidden one does not matter.
    (counted && hasMore(new RegExp(`%[-+#0]{0,3}\\d{0,4}(?:\\.\\d{1,3})?${key}`), (one) => one.key === key));
}

/** Those of one side that the other lacks. */
function surplusOf(side: readonly Placeholder[], other: readonly Placeholder[]): Placeholder[] {
  const left = new Map<string, number>();
  for (const { key, counted } of other) left.set(key, counted ? (left.get(key) ?? 0) + 1 : Infinity);
  return side.filter(({ key }) => {
    const count = left.get(key) ?? 0;
    if (count > 0) left.set(key, count - 1);
    else left.set(key, 0);
    return count <= 0;
  });
}

/** What is lost at one place and added at another of its notation was changed; a name that is repeated is told once. */
function* differences(missing: readonly Placeholder[], surplus: readonly Placeholder[]): Generator<CodeSlip> {
  const told = new Set<string>();
  const isNew = ({ counted, key }: Placeholder): boolean => counted || (!told.has(key) && told.add(key) !== undefined);
  const gone = missing.filter(isNew);
  told.clear();
  const come = surplus.filter(isNew);
  for (const place of gone) {
    const at = come.findIndex((other) => notationOf(other) === notationOf(place));
    const [instead] = at < 0 ? [] : come.splice(at, 1);
    yield instead === undefined ? lost(place) : changed(place, instead);
  }
  for (const place of come) yield added(place);
}

function notationOf({ name }: Placeholder): string {
  return name.charAt(0) === "%" ? "%" : name.charAt(0);
}

/** A singular may say its number in words: `%d file`, *one file*. */
const ONE = /(?<![\p{L}\p{N}])(?:1|one|an?|un|une|single|seule?|unique)(?![\p{L}\p{N}])/iu;

function isSpeltOut(placeholders: readonly Placeholder[], other: CheckedText): boolean {
  const [only] = placeholders;
  if (only === undefined || placeholders.length > 1) return false;
  return (
    /^(?:%[\w$]*[dinu]|%\d|%Ln|%\(\w+\)[di]|\{0\}|\{(?:n|count|num|number)\})$/i.test(only.name) &&
    ONE.test(other.segment.text)
  );
}

/** Counted placeholders of different types that have changed places. */
function* misordered(asked: readonly Placeholder[], given: readonly Placeholder[]): Generator<CodeSlip> {
  const before = asked.filter(({ counted }) => counted);
  const after = given.filter(({ counted }) => counted);
  if (before.length !== after.length) return;
  for (const [i, from] of before.entries()) {
    const to = after[i];
    if (to === undefined || to.key === from.key) continue;
    yield reordered(from, to);
    return;
  }
}
