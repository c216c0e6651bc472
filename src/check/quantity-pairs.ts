import { analysedLanguage, regionOf } from "../language.js";
import type { Quantity } from "../text/quantity.js";
import { quantities } from "../text/quantities.js";
import { isCurrency, ORDINAL_CENTURY, timeSpan, unitsAgree } from "../text/units.js";
import { isInCall } from "./calls.js";
import type { CheckedSegment, CheckedText } from "./check.js";
import { isComputerText, quotations } from "./quotations.js";

/**
 * How the quantities of a source and its target answer each other. Both number checks read this one comparison, so that an
 * error is found by one of them only.
 *
 * Quantities pair by value, whatever their order: first as they stand, then taken apart (a date's day, month and year),
 * then by the other locale's reading. What is left on a side is a difference only where it is certain to be a quantity,
 * and where the other side does not state the same value at another place: repeating a number, or not, is style.
 */

export interface QuantityPair {
  readonly source?: Quantity;
  readonly target?: Quantity;
}

export interface Mismatch extends QuantityPair {
  readonly differs: "value" | "unit";
}

export interface QuantityComparison {
  /** A value, or the unit of the same value, differs; or one side has nothing to answer it. */
  readonly mismatches: readonly Mismatch[];
  /** The target says the source's value in the other locale's form: by its reading, or with its spaces between groups. */
  readonly formats: readonly Required<QuantityPair>[];
}

/** A quantity, or a part of one, that still looks for its counterpart. */
interface Open {
  readonly quantity: Quantity;
  /** What is reported: the whole that a part belongs to. */
  readonly whole: Quantity;
  paired: boolean;
}

const compared = new WeakMap<CheckedSegment, QuantityComparison>();

/** The comparison of a segment's two sides, made once. */
export function compareQuantities(segment: CheckedSegment): QuantityComparison {
  const known = compared.get(segment);
  if (known !== undefined) return known;
  const { source, target } = segment;
  const made = compare(
    quantities(source.segment, source.lang, source.tokens),
    quantities(target.segment, target.lang, target.tokens),
    segment,
  );
  compared.set(segment, made);
  return made;
}

const NOTHING: QuantityComparison = { mismatches: [], formats: [] };

function compare(source: readonly Quantity[], target: readonly Quantity[], texts: CheckedSegment): QuantityComparison {
  const targetSide = texts.target;
  if (![...source, ...target].some(({ certain, ordinal }) => certain || ordinal === true)) return NOTHING;
  let sources = source.map(open);
  let targets = target.map(open);
  const own = (quantity: Quantity): readonly string[] => quantity.own;
  const other = (quantity: Quantity): readonly string[] => quantity.other;
  const formats: Required<QuantityPair>[] = [];
  const byReading = (): void => {
    pair(sources, targets, {
      source: own,
      target: own,
      then: (s, t) => {
        if (isSpaced(t, targetSide) && !isNotation(t, texts)) formats.push({ source: s.quantity, target: t.quantity });
      },
    });
    pair(sources, targets, {
      source: own,
      target: other,
      then: (s, t) => {
        if (isWrongForm(t, targetSide) && !isNotation(t, texts) && !isCopiedRight(s, t, texts)) {
          formats.push({ source: s.quantity, target: t.quantity });
        }
      },
    });
    pair(sources, targets, { source: other, target: own });
  };
  byReading();
  // `£2,000` has the value of *2 000 €* as a whole, before anything is asked of its parts.
  const wholes = pairOtherUnits(sources, targets);
  sources = takenApart(sources);
  targets = takenApart(targets);
  byReading();
  pair(sources, targets, { source: other, target: other });
  pair(sources, targets, { source: timeSpans, target: timeSpans, anyUnit: true });
  const units = pairOtherUnits(sources, targets);
  const values = differences(sources, targets);
  return { mismatches: [...wholes, ...units, ...values], formats };
}

/** French words around a decimal that make an amount of it as surely as a unit does. */
const COUNTED = /^[\s\u00A0\u202F]*(?:fois|points?|degrés?|pour mille)(?![\p{L}\p{N}])/u;
const MEASURED =
  /(?<![\p{L}\p{N}])(?:de|environ|est|était|atteint|vaut|par|quelque|magnitude|indice|moyenne|taux|(?:établit|élève|chiffre) à)[\s\u00A0\u202F]$/u;

/**
 * Whether a value that only the other locale's form gives is written wrongly. A decimal point in French may belong to a
 * version, a format or a program's input (`GTK+ 2.0`, `0.5`): it needs a unit, or the words of an amount, to be one.
 */
function isWrongForm(target: Open, { lang, segment: { text } }: CheckedText): boolean {
  const { certain, written, digits, unit, power, start, end } = target.quantity;
  if (!certain || written !== "digits" || digits === undefined) return false;
  // No amount begins with a zero before its digits; `010,01000` is a setting.
  if (/^0\d/.test(text.slice(digits.start, digits.end))) return false;
  if (analysedLanguage(lang) !== "fr" || !/^\d+\.\d+$/.test(text.slice(digits.start, digits.end))) return true;
  if (unit !== undefined || (power ?? 0) > 0 || COUNTED.test(text.slice(end, end + 20))) return true;
  const round = /\.0+$/.test(text.slice(digits.start, digits.end));
  return !round && MEASURED.test(text.slice(Math.max(0, start - 20), start)) && !/version/i.test(text);
}

const SPACED = /\d[ \u00A0\u202F\u2009]\d{3}/;

/** Symbols of units, before which English parts groups by spaces too (SI Brochure, 9th edition, 5.4.4). */
const OF_SI =
  /^[\s\u00A0\u202F]?(?:[kcmµμ]?m[²³]?|[kmµμ]?g|[kMGT]?Hz|[kMGT]?Wh?|[kMG]?[JN]|[khM]?Pa|[km]?V|K|°C|ha|t)(?![\p{L}\p{N}])/u;

/**
 * Spaces between the groups of an English number: French groups so. Canada's English may too (The Canadian Style, chapter 5), and the
 * number of a standard keeps its own (`ETS 300 036`).
 */
function isSpaced({ quantity }: Open, { lang, segment: { text } }: CheckedText): boolean {
  const { certain, written, digits, kind } = quantity;
  if (!certain || written !== "digits" || digits === undefined || kind !== "number") return false;
  if (analysedLanguage(lang) !== "en" || !SPACED.test(text.slice(digits.start, digits.end))) return false;
  if (regionOf(lang) === "CA" || OF_SI.test(text.slice(digits.end, digits.end + 6))) return false;
  return !/\p{Lu}{2,}\s$/u.test(text.slice(Math.max(0, digits.start - 8), digits.start));
}

/** Two numbers between brackets that no grouping would write so: `(0,0)`. Where one stands, `(100,100)` is another. */
const COORDINATES = /\(\d+,(?:\d{1,2}|\d{4,})\)/;

/**
 * Whether what seems to be the other locale's form is right where it stands: coordinates, what a function is given or a person
 * types, and a quotation that both texts have.
 */
function isNotation({ quantity: { start, end } }: Open, { source, target }: CheckedSegment): boolean {
  const { text } = target.segment;
  const isPair = /^\(\d+,\d+\)$/.test(text.slice(Math.max(0, start - 1), end + 1)) && COORDINATES.test(text);
  if (isPair || isInCall(text, start) || isComputerText(text, start)) return true;
  const quotation = quotations(text).find((one) => one.start < start && end < one.end);
  return (
    quotation !== undefined && source.segment.text.includes(text.slice(quotation.start + 1, quotation.end - 1).trim())
  );
}

/**
 * Whether a number that stands alike in a French source and its English target is right there, and wrong in the French: a decimal
 * with its point, `1.548`, or the groups of a count, `4,100`. A round one is a count whose groups the source parts by points:
 * `75.000`; and what has a unit by which it is measured, a decimal: `2,875 %`.
 */
function isCopiedRight(source: Open, target: Open, texts: CheckedSegment): boolean {
  if (analysedLanguage(texts.target.lang) !== "en" || target.quantity.own.length === 0) return false;
  const { start, end, unit, power } = target.quantity;
  const written = texts.target.segment.text.slice(start, end);
  const isSame = texts.source.segment.text.slice(source.quantity.start, source.quantity.end) === written;
  if (!isSame) return false;
  if (/^[1-9]\d{0,2}(?:,\d{3})+$/.test(written)) return unit === undefined && (power ?? 0) === 0;
  return /^-?\d+\.\d*[1-9]\d?$/.test(written) && !/00$/.test(written);
}

function open(quantity: Quantity): Open {
  return { quantity, whole: quantity, paired: false };
}

function takenApart(items: readonly Open[]): Open[] {
  return items.flatMap((item) =>
    item.paired || item.quantity.parts === undefined
      ? [item]
      : item.quantity.parts.map((part): Open => ({ quantity: part, whole: item.quantity, paired: false })),
  );
}

interface PairBy {
  readonly source: (quantity: Quantity) => readonly string[];
  readonly target: (quantity: Quantity) => readonly string[];
  /** Whether the unit is within the values, so that it need not agree. */
  readonly anyUnit?: boolean;
  readonly then?: (source: Open, target: Open) => void;
}

/**
 * The most candidates that one quantity is weighed against: more of one value than a text ever states with different units,
 * and what keeps a segment of one number repeated ten thousand times linear.
 */
const MAX_CANDIDATES = 32;

/** The quantities of one value that still wait, those before `from` being paired. */
interface Waiting {
  readonly items: Open[];
  from: number;
}

function waitingByValue(
  items: readonly Open[],
  values: (quantity: Quantity) => readonly string[],
): Map<string, Waiting> {
  const waiting = new Map<string, Waiting>();
  for (const item of items) {
    if (item.paired) continue;
    for (const value of values(item.quantity)) {
      const known = waiting.get(value);
      if (known === undefined) waiting.set(value, { items: [item], from: 0 });
      else known.items.push(item);
    }
  }
  return waiting;
}

/** Pairs what shares a value and has no other unit: certain ones first, equal units before unnamed ones. */
function pair(sources: readonly Open[], targets: readonly Open[], by: PairBy): void {
  const waiting = waitingByValue(targets, by.target);
  if (waiting.size === 0) return;
  for (const certain of [true, false]) {
    for (const item of sources) {
      if (item.paired || item.quantity.certain !== certain) continue;
      let best: Open | undefined;
      let bestWorth = -1;
      for (const value of by.source(item.quantity)) {
        for (const candidate of stillWaiting(waiting.get(value))) {
          if (areHours(item, candidate)) continue;
          const worth = worthOfPair(item.quantity, candidate.quantity, by.anyUnit ?? false);
          if (worth > bestWorth) [best, bestWorth] = [candidate, worth];
        }
      }
      if (best === undefined) continue;
      item.paired = true;
      best.paired = true;
      by.then?.(item, best);
    }
  }
}

/** Whether two are the hours of two times of day: `9` of `9 p.m.` does not answer the one of *9 h*. */
function areHours(a: Open, b: Open): boolean {
  if (a.whole === a.quantity && b.whole === b.quantity) return false;
  return [a, b].every(({ whole }) => whole.own.some((value) => value.startsWith("t")));
}

/** The first of those that wait, without those paired meanwhile. */
function* stillWaiting(waiting: Waiting | undefined): Generator<Open> {
  if (waiting === undefined) return;
  while (waiting.items[waiting.from]?.paired === true) waiting.from += 1;
  for (let k = waiting.from; k < Math.min(waiting.items.length, waiting.from + MAX_CANDIDATES); k += 1) {
    const item = waiting.items[k];
    if (item !== undefined && !item.paired) yield item;
  }
}

/** How well two quantities of one value go together; -1 where they do not. */
function worthOfPair(a: Quantity, b: Quantity, anyUnit: boolean): number {
  // Two that nobody would miss leave each other to whom they may serve.
  if (!a.certain && !b.certain) return -1;
  if (!anyUnit && !unitsAgree(a.unit, b.unit)) return -1;
  return (a.unit === b.unit ? 2 : 0) + (a.certain === b.certain ? 1 : 0) + (a.kind === b.kind ? 1 : 0);
}

/** Lengths of time in their smallest unit; in French `quinze jours` is two weeks and `huit jours` one. */
function timeSpans(quantity: Quantity): string[] {
  return quantity.own.flatMap((value) => {
    if (quantity.unit === "day" && (value === "15" || value === "8"))
      return [timeSpan(value === "15" ? "2" : "1", "week") ?? ""];
    return timeSpan(value, quantity.unit) ?? [];
  });
}

/** The same value with another unit: `100 millions de dollars` and `€100 million`. */
function pairOtherUnits(sources: readonly Open[], targets: readonly Open[]): Mismatch[] {
  const found: Mismatch[] = [];
  const waiting = waitingByValue(
    targets.filter(({ quantity }) => quantity.unit !== undefined),
    ({ own }) => own,
  );
  for (const source of sources) {
    if (source.paired || source.quantity.unit === undefined) continue;
    const target = source.quantity.own.flatMap((value) => [...stillWaiting(waiting.get(value))])[0];
    // A unit after a vague word or a code says nothing sure.
    if (target === undefined || !(source.quantity.certain || target.quantity.certain)) continue;
    source.paired = true;
    target.paired = true;
    found.push({ source: source.quantity, target: target.quantity, differs: "unit" });
  }
  return found;
}

/** What is left on either side and is certain to be missed on the other, joined into pairs where both have some. */
function differences(sources: readonly Open[], targets: readonly Open[]): Mismatch[] {
  const left = unanswered(sources, targets);
  const right = unanswered(targets, sources);
  const found: Mismatch[] = [];
  // The parts of one date are reported once.
  const told = new Set<Quantity>();
  for (const item of left) {
    const answer = likeliest(item, right);
    if (answer === undefined) continue;
    item.paired = true;
    answer.paired = true;
    if (!told.has(item.whole) || !told.has(answer.whole)) {
      found.push({ source: item.whole, target: answer.whole, differs: "value" });
    }
    told.add(item.whole).add(answer.whole);
  }
  const alone = (items: readonly Open[], side: "source" | "target"): void => {
    for (const item of items) {
      if (item.paired || !isMissedAlone(item) || told.has(item.whole)) continue;
      if (side === "target" && isCountedOut(item)) continue;
      told.add(item.whole);
      found.push({ [side]: item.whole, differs: "value" });
    }
  };
  alone(left, "source");
  alone(right, "target");
  return [...found, ...otherOrdinals(sources, targets)];
}

/**
 * Ordinals are said otherwise too often to be missed (*first*, *second*, *quarter*). But where each side has one and no more that
 * nothing answers, one stands in the place of the other: *la 79e session*, the seventy-eighth session.
 */
function otherOrdinals(sources: readonly Open[], targets: readonly Open[]): Mismatch[] {
  const left = sources.filter(isLoneOrdinal);
  const right = targets.filter(isLoneOrdinal);
  const [source, target] = [left[0], right[0]];
  if (left.length !== 1 || right.length !== 1 || source === undefined || target === undefined) return [];
  const values = [...source.quantity.own, ...source.quantity.other];
  const isSaid = [...target.quantity.own, ...target.quantity.other].some((value) => values.includes(value));
  return isSaid ? [] : [{ source: source.whole, target: target.whole, differs: "value" }];
}

function isLoneOrdinal({ paired, quantity, whole }: Open): boolean {
  return !paired && quantity.ordinal === true && quantity.own[0] !== "1" && whole === quantity;
}

/** What nothing answers, and whose value the other side does not state at another place. */
function unanswered(items: readonly Open[], others: readonly Open[]): Open[] {
  const said = new Set(others.flatMap(({ quantity, whole }) => [...quantity.own, ...quantity.other, ...whole.own]));
  return items.filter(({ paired, quantity, whole }) => {
    if (paired || !quantity.certain || quantity.own.length === 0) return false;
    // The hour of another time is not this one's: 6 a.m. does not say 6 p.m.
    const values = whole.kind === "time" ? whole.own : [...quantity.own, ...quantity.other];
    return !values.some((value) => said.has(value));
  });
}

/**
 * Digits are missed wherever they have no answer. Words, months, ordinals, nothing (`aucun`) and a bare 1 (`unitaire`) are only where
 * another of their kind stands in their place. One day, one year are said in other words as often (*demain*, *annuel*).
 */
function isMissedAlone({ quantity, whole }: Open): boolean {
  if (quantity.written !== "digits" || quantity.kind === "month" || quantity.ordinal === true) return false;
  if (quantity.own[0] === "0") return false;
  // All of something is said by a word as well: *entièrement*, *purely*.
  if (quantity.own[0] === "100" && quantity.unit === "%") return false;
  if (quantity.own[0] !== "1" || whole !== quantity) return true;
  return quantity.unit !== undefined && timeSpan("1", quantity.unit) === undefined;
}

/** A larger number is no count of what the sentence itself lists or implies. */
const LARGEST_COUNT = 9;

/** A small number without a unit that a translation adds makes explicit what the source says otherwise: *cubic*, *quartet*, a list of three. */
function isCountedOut({ quantity, whole }: Open): boolean {
  const [value = ""] = quantity.own;
  return whole === quantity && quantity.unit === undefined && /^\d+$/.test(value) && Number(value) <= LARGEST_COUNT;
}

/** The one of `others` that most likely stands in the place of `item`: same kind, same unit, same digits. */
function likeliest(item: Open, others: readonly Open[]): Open | undefined {
  let best: Open | undefined;
  let bestWorth = -1;
  let weighed = 0;
  for (const other of others) {
    if (other.paired || (other.quantity.kind === "month") !== (item.quantity.kind === "month")) continue;
    // `the 1800s` says *XIXe siècle* in its own way.
    if ((other.quantity.unit === ORDINAL_CENTURY) !== (item.quantity.unit === ORDINAL_CENTURY)) continue;
    // `two thirds` may be said by a percentage, rounded, or by *most*; but not by another fraction.
    if (isFraction(other.quantity) !== isFraction(item.quantity)) continue;
    weighed += 1;
    if (weighed > MAX_CANDIDATES) break;
    const worth =
      (other.whole.kind === item.whole.kind ? 8 : 0) +
      (other.quantity.unit === item.quantity.unit ? 4 : 0) +
      (significant(other.quantity) === significant(item.quantity) ? 2 : 0) +
      (other.quantity.written === item.quantity.written ? 1 : 0);
    if (worth > bestWorth) [best, bestWorth] = [other, worth];
  }
  return best;
}

function isFraction({ own }: Quantity): boolean {
  return own[0]?.includes("/") === true;
}

/** The digits that a value begins with, without zeros at its ends: what a lost zero or a wrong scale leaves as it was. */
function significant(quantity: Quantity): string {
  return (quantity.own[0] ?? "").replace(/^[0.-]+|\.|0+$/g, "");
}

/** What is shown of a quantity whose unit differs: the word of its currency, else all of it with its unit. */
export function unitPlace(quantity: Quantity): { start: number; end: number } {
  const { unitAt } = quantity;
  if (unitAt === undefined || quantity.unit === undefined) return quantity;
  const inside = unitAt.start >= quantity.start && unitAt.end <= quantity.end;
  if (inside) return quantity;
  if (isCurrency(quantity.unit)) return unitAt;
  return { start: Math.min(quantity.start, unitAt.start), end: Math.max(quantity.end, unitAt.end) };
}
