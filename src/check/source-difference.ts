import { analysedLanguage, type AnalysedLanguage } from "../language.js";
import { foldAccents } from "../text/folding.js";
import { isFunctionWord } from "../text/function-words.js";
import { quantities } from "../text/quantities.js";
import { stem } from "../text/stems.js";
import type { CheckedSegment, CheckedText } from "./check.js";
import { areAkin } from "./designation-search.js";
import { OPPOSITES } from "./opposites.js";

/**
 * Whether two sources with one translation say different things. Without a dictionary, other words are no sign of another meaning:
 * in published translations most sources that share one are paraphrases (`Unable to open`, `Could not open`: *Impossible
 * d’ouvrir*). So this asks for one of four:
 *
 *   negation   the same content words, and one source denies what the other says
 *   opposites  the sources part by one or two words, which are contraries: *adopté*, *rejeté*
 *   names      both are sentences that part by words in capitals: the Council, the Commission; Brussels, Vilnius
 *   cognates   both are sentences that part by two words or more; French and English share much of their vocabulary, and
 *              the translation has kin of each word that only the one source has and of none that only the other has
 *
 * Numbers that differ are left to the check of numbers.
 */
export function differInMeaning(one: CheckedSegment, other: CheckedSegment): boolean {
  const lang = analysedLanguage(one.source.lang);
  if (lang === undefined) return false;
  const a = contentOf(one.source, lang);
  const b = contentOf(other.source, lang);
  if (Math.min(a.words.length, b.words.length) < FEWEST_WORDS) return false;
  const onlyA = without(a.words, b.words);
  const onlyB = without(b.words, a.words);
  if (onlyA.length === 0 && onlyB.length === 0) {
    return a.negated !== b.negated && haveSameNumbers(one.source, other.source);
  }
  const shared = a.words.length - onlyA.length;
  if (shared === 0) return false;
  const differs =
    (a.negated === b.negated && areOpposites(onlyA, onlyB, lang)) ||
    (isSentence(one.source) &&
      isSentence(other.source) &&
      (partByNames(one.source, other.source, { onlyA, onlyB, lang }) || oneIsRendered(onlyA, onlyB, one.target)));
  return differs && haveSameNumbers(one.source, other.source);
}

/** Content words that a source must have: with fewer it is a label, and labels merge. */
const FEWEST_WORDS = 2;

interface Content {
  /** The stems of its content words in order, without accents. */
  readonly words: readonly string[];
  readonly negated: boolean;
}

const NEGATIONS: Readonly<Record<AnalysedLanguage, ReadonlySet<string>>> = {
  fr: new Set("ne n pas jamais aucun aucune sans non ni".split(" ")),
  en: new Set("not never no without cannot neither nor t't n't 't".split(" ")),
};

/** Words without a meaning of their own: auxiliaries, pronouns, adverbs of degree. Accents folded. */
const EMPTY: Readonly<Record<AnalysedLanguage, ReadonlySet<string>>> = {
  fr: new Set(
    (
      "a ai as au aux avait avaient avoir ayant ce ces cet cette ceux chacun chaque d dans de des du eu elle elles en est et etait etaient " +
      "ete etre eut fait furent fut il ils j je l la le les leur leurs lui m ma mes mon n ne ni nos notre nous on ont ou par pas " +
      "pour qu que qui s sa se sera serait seront ses si soit son sont sur ta te tes toi ton tout toute toutes tous tres tu un une vos votre vous y"
    ).split(" "),
  ),
  en: new Set(
    (
      "a am an and any are as at be been being by can could did do does doing don for from had has have having he her his i in into is isn it its " +
      "just may might must my of on or our please shall she should so some such that the their them there these they this those to " +
      "very was we were which who will with would you your 's 're 'll 've 'd s"
    ).split(" "),
  ),
};

function contentOf({ tokens }: CheckedText, lang: AnalysedLanguage): Content {
  const words: string[] = [];
  let negations = 0;
  for (const token of tokens) {
    if (token.kind !== "word") continue;
    const folded = foldAccents(token.text).replace(/['’ʼ]$/, "");
    if (NEGATIONS[lang].has(folded)) negations++;
    else if (!EMPTY[lang].has(folded) && !isFunctionWord(folded, lang)) words.push(foldAccents(stem(folded, lang)));
  }
  // French denies once by two words, of which either may be left out: *ne peut être*, *aucun fichier spécifié*.
  return { words, negated: lang === "fr" ? negations > 0 : negations % 2 === 1 };
}

/** What a list has more of than another. */
function without(list: readonly string[], other: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const word of other) left.set(word, (left.get(word) ?? 0) + 1);
  return list.filter((word) => {
    const count = left.get(word) ?? 0;
    left.set(word, count - 1);
    return count <= 0;
  });
}

/** Words by which opposites may part beside the opposites themselves. */
const MOST_BESIDE = 2;

function areOpposites(onlyA: readonly string[], onlyB: readonly string[], lang: AnalysedLanguage): boolean {
  if (Math.max(onlyA.length, onlyB.length) > MOST_BESIDE) return false;
  return onlyA.some((a) => onlyB.some((b) => OPPOSITES[lang].get(a)?.has(b) === true));
}

/** Words of names by which two sources may part. */
const MOST_NAMES = 3;

interface Parting {
  readonly onlyA: readonly string[];
  readonly onlyB: readonly string[];
  readonly lang: AnalysedLanguage;
}

/** Whether what only the one source has and what only the other has are words of names, so written in mid-sentence. */
function partByNames(a: CheckedText, b: CheckedText, { onlyA, onlyB, lang }: Parting): boolean {
  if (Math.min(onlyA.length, onlyB.length) === 0 || Math.max(onlyA.length, onlyB.length) > MOST_NAMES) return false;
  if (onlyA.some((one) => onlyB.some((other) => areAkin(one, other)))) return false;
  const [namesA, namesB] = [namesOf(a, lang), namesOf(b, lang)];
  return onlyA.every((word) => namesA.has(word)) && onlyB.every((word) => namesB.has(word));
}

/** One office has many names, so that these tell no two persons apart. */
const OFFICE =
  /^(?:chair|president|presiding|officer|speaker|head|director|secretar|minist|delegat|rapporteu|member|membre)/iu;

/**
 * The stems of words with a capital that is none of a sentence's beginning, and that are no office; none where capitals are
 * everywhere.
 */
function namesOf({ tokens }: CheckedText, lang: AnalysedLanguage): Set<string> {
  const words = tokens.filter(({ kind }) => kind === "word");
  const capital = tokens.filter(
    ({ kind, text }, i) =>
      kind === "word" && /^\p{Lu}\p{Ll}/u.test(text) && i > 0 && !/^[.!?…:«“"]$/u.test(tokens[i - 1]?.text ?? ""),
  );
  if (capital.length * 2 > words.length || capital.some(({ text }) => OFFICE.test(foldAccents(text)))) return new Set();
  return new Set(capital.map(({ text }) => foldAccents(stem(foldAccents(text), lang))));
}

function isSentence({ segment: { text } }: CheckedText): boolean {
  return /[.!?…][\s»”"’)]*$/u.test(text);
}

/** Words that only one source has, so that kinship is not chance. */
const FEWEST_PARTING = 2;

function oneIsRendered(onlyA: readonly string[], onlyB: readonly string[], target: CheckedText): boolean {
  if (Math.min(onlyA.length, onlyB.length) < FEWEST_PARTING) return false;
  const words = target.tokens.filter(({ kind }) => kind === "word").map(({ text }) => foldAccents(text));
  const isKin = (word: string): boolean => words.some((other) => areAkin(word, other));
  const mayBeKin = (word: string): boolean => words.some((other) => other.slice(0, 3) === word.slice(0, 3));
  const renders = (rendered: readonly string[], lost: readonly string[]): boolean =>
    rendered.every(isKin) && !lost.some(mayBeKin);
  return renders(onlyA, onlyB) || renders(onlyB, onlyA);
}

function haveSameNumbers(a: CheckedText, b: CheckedText): boolean {
  const valuesOf = ({ segment, lang, tokens }: CheckedText): string =>
    quantities(segment, lang, tokens)
      .map(({ own, other }) => own[0] ?? other[0] ?? "")
      .sort()
      .join(" ");
  return valuesOf(a) === valuesOf(b);
}
