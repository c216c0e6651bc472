import { wordForms } from "../glossary/word-form.js";
import type { Span } from "../finding.js";
import type { Token } from "../text/tokens.js";
import type { CheckedDocument, CheckedSegment, CheckedText } from "./check.js";
import { variantGroup, type VariantGroup, type VariantPlace } from "./variant-group.js";

/**
 * Names that no glossary holds and that a document renders in several ways: *Northern Border Mission* three times *Mission Frontière
 * Nord* and once *Mission Limite Nord*. Nothing says which words of a translation render a name, so this speaks only where
 * little else can be meant:
 *
 *   - a name is two capitalised words or more, with small words between them at most, in a sentence that has other words in lower
 *     case (a heading in capitals has no names), and it is the only such name of its source segment;
 *   - one name of the target stands beside it twice or more, oftener than not, and nowhere else in the document;
 *   - an outlier has another name in its place, the only one there, of which the same holds and which shares a word with it
 *     without being a shorter or longer form of it.
 */
export interface InconsistentName {
  readonly source: ReadonlyMap<number, Span>;
  readonly group: VariantGroup;
}

/** Fewer segments with a name show no usage that one of them could depart from. */
const FEWEST_SEGMENTS = 3;

/** The names, in order of their first place in the document. */
export function* inconsistentNames(document: CheckedDocument): Generator<InconsistentName> {
  const pairs = new Map<string, NamedSegment[]>();
  const uses = new Map<string, number>();
  for (const segment of document.segments) {
    const targets = namesIn(segment.target);
    for (const key of new Set(targets.map((name) => name.key))) uses.set(key, (uses.get(key) ?? 0) + 1);
    const [source, ...others] = namesIn(segment.source);
    if (source === undefined || others.length > 0) continue;
    const known = pairs.get(source.key);
    if (known === undefined) pairs.set(source.key, [{ segment, source, targets }]);
    else known.push({ segment, source, targets });
  }
  for (const named of pairs.values()) {
    if (named.length < FEWEST_SEGMENTS) continue;
    const group = groupOf(named, uses);
    const source = new Map(named.map((one) => [one.segment.index, spanOf(one.source)]));
    if (group !== undefined) yield { source, group };
  }
}

interface Name extends Span {
  readonly key: string;
  /** The keys of its words, small ones left out. */
  readonly words: readonly string[];
}

/** A segment whose source has one name. */
interface NamedSegment {
  readonly segment: CheckedSegment;
  readonly source: Name;
  readonly targets: readonly Name[];
}

function groupOf(named: readonly NamedSegment[], uses: ReadonlyMap<string, number>): VariantGroup | undefined {
  const byKey = new Map<string, { name: Name; places: VariantPlace[]; alone: boolean }>();
  for (const { segment, targets } of named) {
    for (const name of new Map(targets.map((one) => [one.key, one])).values()) {
      const known = byKey.get(name.key) ?? { name, places: [], alone: true };
      byKey.set(name.key, known);
      known.alone &&= targets.length === 1;
      known.places.push({ segment: segment.index, side: "target", ...spanOf(name) });
    }
  }
  // Standing nowhere else, a name of the target renders this one.
  const own = [...byKey.values()].filter(({ name, places }) => uses.get(name.key) === places.length);
  const usual = own.reduce<(typeof own)[number] | undefined>(
    (most, one) => (one.places.length > (most?.places.length ?? 0) ? one : most),
    undefined,
  );
  if (usual === undefined || usual.places.length < 2 || usual.places.length * 2 <= named.length) return undefined;
  const outliers = own.filter((one) => one !== usual && one.alone && areVariants(one.name, usual.name));
  return variantGroup([usual, ...outliers]);
}

function areVariants(one: Name, other: Name): boolean {
  const shared = one.words.filter((word) => other.words.includes(word)).length;
  return shared > 0 && shared < one.words.length && shared < other.words.length;
}

function spanOf({ start, end, text }: Name): Span {
  return { start, end, text };
}

const SMALL = new Set("and for in of on the to au aux d' de des du en et l' la le les pour sur à".split(" "));

/** The names of a text, none of which the glossary knows. */
function namesIn(text: CheckedText): Name[] {
  const { tokens, occurrences } = text;
  if (!tokens.some(isOrdinary)) return [];
  const names: Name[] = [];
  for (let i = 0; i < tokens.length; i++) {
    if (!isCapitalised(tokens[i])) continue;
    const end = nameEnd(tokens, i);
    const name = nameOf(text, tokens.slice(i, end));
    if (name.words.length >= 2 && !occurrences.some((one) => one.start < name.end && one.end > name.start))
      names.push(name);
    i = end - 1;
  }
  return names;
}

/** A word in lower case that carries meaning. */
function isOrdinary({ kind, text }: Token): boolean {
  return kind === "word" && text.length > 3 && /^\p{Ll}/u.test(text) && !SMALL.has(text);
}

function isCapitalised(token: Token | undefined): boolean {
  return token?.kind === "word" && /^\p{Lu}/u.test(token.text) && /\p{Ll}$/u.test(token.text);
}

/** Small words that a name may have between two of its words: `de l’`, `of the`. */
const MOST_SMALL = 2;

function nameEnd(tokens: readonly Token[], first: number): number {
  let end = first + 1;
  for (let at = end; at < tokens.length && at <= end + MOST_SMALL; at++) {
    const token = tokens[at];
    const gap = (token?.start ?? 0) - (tokens[at - 1]?.end ?? 0);
    if (token === undefined || gap > 1) break;
    if (isCapitalised(token)) end = at + 1;
    else if (
      !/^[-\u2010\u2011]$/.test(token.text) &&
      !(token.kind === "word" && SMALL.has(token.text.replace(/[’ʼ]/, "'")))
    )
      break;
  }
  return end;
}

function nameOf({ segment, lang }: CheckedText, tokens: readonly Token[]): Name {
  const formOf = wordForms(lang);
  const words = tokens.flatMap((token) => (isCapitalised(token) ? formOf(token.text) : []));
  // `The` and `Le` at the beginning of a sentence are no part of the name.
  const keys = words.filter(({ grammar }) => grammar === "none").map(({ key }) => key);
  const first = tokens.find((token) => isCapitalised(token) && formOf(token.text).grammar === "none") ?? tokens[0];
  const start = first?.start ?? 0;
  const end = tokens.findLast(isCapitalised)?.end ?? start;
  return { start, end, text: segment.text.slice(start, end), key: keys.join(" "), words: keys };
}
