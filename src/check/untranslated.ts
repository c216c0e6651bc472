import type { Span } from "../finding.js";
import { analysedLanguage, type AnalysedLanguage, type LanguageTag } from "../language.js";
import { foldedTokens, wideTokens } from "../text/token-line.js";
import { isFunctionWord } from "../text/function-words.js";
import { maskedRanges } from "../text/number-masks.js";
import { tokenize, type Token } from "../text/tokens.js";
import type { Check, CheckedSegment, CheckedText, Explanation, Fault, Wording } from "./check.js";
import { quotations } from "./quotations.js";
import { RULES } from "./rules.js";
import { languageName, listed, quoted } from "./wording.js";

/**
 * An empty target, a target that repeats its source, or a stretch of the source left in the target. Names, acronyms,
 * codes, quotations and words that both languages share are rightly left as they are, so nothing is said unless function
 * words show that the stretch is running text of the source language.
 */
export const untranslated: Check = {
  category: "untranslated",
  *check(document) {
    for (const segment of document.segments) yield* faultsOf(segment);
  },
};

function* faultsOf(segment: CheckedSegment): Generator<Fault> {
  const { source, target } = segment;
  if (source.segment.text.trim() === "") return;
  if (target.segment.text.trim() === "") {
    if (source.tokens.some((token) => token.end > token.start && token.kind !== "sign")) yield empty(segment);
    return;
  }
  const from = analysedLanguage(source.lang);
  const to = analysedLanguage(target.lang);
  if (from === undefined || to === undefined || from === to) return;
  const languages = { from, to };
  for (const run of runsOf(segment)) {
    if (verdictOn(run, segment, languages) === "running text") yield leftOver(segment, run, languages);
  }
}

/** What a stretch that both texts have is taken for. Only running text is untranslated. */
type Verdict = "running text" | "name" | "program" | "shared words";

interface Languages {
  readonly from: AnalysedLanguage;
  readonly to: AnalysedLanguage;
}

function verdictOn(run: Run, segment: CheckedSegment, languages: Languages): Verdict {
  if (!isRunningText(run, keptIn(segment.target.segment.text), languages)) return "shared words";
  if (isName(segment, run)) return "name";
  return isProgram(segment, run) ? "program" : "running text";
}

function runsOf({ source, target }: CheckedSegment): Iterable<Run> {
  return commonRuns(wordsOf(source.tokens), wordsOf(tokensLike(target, source.lang)));
}

function empty(segment: CheckedSegment): Fault {
  const { text } = segment.source.segment;
  const start = text.length - text.trimStart().length;
  const end = text.trimEnd().length;
  return {
    category: "untranslated",
    segment: segment.index,
    source: { start, end, text: text.slice(start, end) },
    target: { start: 0, end: 0, text: "" },
    suggestions: [],
    message: { en: "The translation is empty.", fr: "La traduction est vide." },
    explanation: () => explainEmpty(segment),
  };
}

/** A word, number or sign with what is compared of it. */
interface Word {
  readonly token: Token;
  readonly folded: string;
}

/** The target's tokens as the source's language parts them, so that `l'Alliance` left in an English target is two words there too. */
function tokensLike({ segment, tokens }: CheckedText, lang: LanguageTag): readonly Token[] {
  return /['’ʼ]/.test(segment.text) ? tokenize(segment, lang) : tokens;
}

function wordsOf(tokens: readonly Token[]): Word[] {
  const wide = wideTokens(tokens);
  const folded = foldedTokens(wide);
  return wide.map((token, i) => ({ token, folded: folded[i] ?? "" }));
}

/** Signs that make a word part of an option, a path or an identifier. */
const JOINING = /[-_/\\<>@=]/;

/** Whether a token is rightly left as it is: in quotation marks, markup or an address, or joined to another by a hyphen. */
function keptIn(text: string): (token: Token) => boolean {
  const kept = [...maskedRanges(text), ...quotations(text)];
  return ({ start, end }) =>
    JOINING.test(text.charAt(start - 1)) ||
    JOINING.test(text.charAt(end)) ||
    kept.some((range) => range.start <= start && end <= range.end);
}

/** A stretch that stands in both texts: token for token the same. */
interface Run {
  readonly source: readonly Word[];
  readonly target: readonly Word[];
  /** Whether it is all of both texts. */
  readonly whole: boolean;
}

/** Below three tokens, two languages share too much by chance. */
const MIN_RUN = 3;
/** A stretch shorter than this must be of small letters throughout, and end no title. */
const SURE_RUN = 4;

/** Places of the source that are tried for a stretch of the target: enough for text, and linear for a text of one word repeated. */
const MAX_PLACES = 8;

/** The longest stretches of the target that stand in the source too, in order, not overlapping. */
function* commonRuns(source: readonly Word[], target: readonly Word[]): Generator<Run> {
  const same = source.length === target.length && source.every((word, i) => word.folded === target[i]?.folded);
  if (same) {
    yield { source, target, whole: true };
    return;
  }
  const places = new Map<string, number[]>();
  const known = new Set(source.map(({ folded }) => folded));
  // How many words up to here stand in the source, in a row: most texts have no four, and are done.
  let inRow = 0;
  for (let j = 0; j < target.length;) {
    inRow = known.has(target[j]?.folded ?? "") ? inRow + 1 : 0;
    if (inRow < MIN_RUN) {
      j += 1;
      continue;
    }
    if (places.size === 0) noteRuns(source, places);
    const from = j - MIN_RUN + 1;
    let at = 0;
    let length = 0;
    for (const i of places.get(keyAt(target, from)) ?? []) {
      const common = commonLength(source, i, target, from);
      if (common > length) [at, length] = [i, common];
    }
    if (length === 0) {
      j += 1;
      continue;
    }
    yield { source: source.slice(at, at + length), target: target.slice(from, from + length), whole: false };
    inRow = 0;
    j = from + length;
  }
}

/** Where each run of {@link MIN_RUN} words stands in the source. */
function noteRuns(source: readonly Word[], places: Map<string, number[]>): void {
  for (let i = 0; i + MIN_RUN <= source.length; i += 1) {
    const key = keyAt(source, i);
    const known = places.get(key);
    if (known === undefined) places.set(key, [i]);
    else if (known.length < MAX_PLACES) known.push(i);
  }
}

function keyAt(words: readonly Word[], i: number): string {
  let key = "";
  for (let k = i; k < i + MIN_RUN; k += 1) key += `${words[k]?.folded}\u0000`;
  return key;
}

function commonLength(source: readonly Word[], i: number, target: readonly Word[], j: number): number {
  let length = 0;
  while (source[i + length] !== undefined && source[i + length]?.folded === target[j + length]?.folded) length += 1;
  return length;
}

/**
 * Whether a stretch is running text of the source's language: function words of it, none of the target's, and a lower-case
 * word besides, which a title or a name of many words (`Lord of the Rings`) has not.
 */
function isRunningText(run: Run, isKept: (token: Token) => boolean, { from, to }: Languages): boolean {
  // The source shows which words are names even where the target is all in capitals; over the whole they are the same words.
  const written = run.whole ? run.source : run.target;
  const words = written.filter(({ token }, i) => token.kind === "word" && !isKept(run.target[i]?.token ?? token));
  if (words.length < (run.whole ? 2 : MIN_RUN)) return false;
  const ofSource = new Set<string>();
  let ofTarget = 0;
  let lowerCase = 0;
  let upperCase = 0;
  for (const [i, { token, folded }] of words.entries()) {
    // In capitals anywhere but at the beginning, it is a name's: `Tommo So`; one capital alone is a letter's, an axis's.
    if (isFunctionWord(folded, from)) {
      if ((i === 0 && token.text.length > 1) || /^\p{Ll}/u.test(token.text)) ofSource.add(folded);
    } else if (isFunctionWord(folded, to)) ofTarget += 1;
    else if (/^\p{Ll}\p{L}{2,}$/u.test(token.text)) lowerCase += 1;
    else if (i > 0 && /^\p{Lu}/u.test(token.text)) upperCase += 1;
  }
  const needed = run.whole ? 1 : 2;
  if (!run.whole && words.length < SURE_RUN && !words.every(({ token }) => /^\p{Ll}/u.test(token.text))) return false;
  // Without the stop of a sentence, capitals may be a product's: `Microsoft Office for the web`.
  const sentence = /^[.!?…]$/.test(run.target.at(-1)?.folded ?? "");
  return ofSource.size >= needed && ofTarget === 0 && lowerCase > (sentence ? 0 : upperCase);
}

/** Longer names are seldom met: *Haut-Commissariat des Nations Unies aux droits de l’homme* has ten words. */
const LONGEST_NAME = 12;

/** A name of many words may stay: it begins with a capital within its sentence, ends with no stop, or is explained in brackets. */
function isName({ source, target }: CheckedSegment, run: Run): boolean {
  const first = run.source[0]?.token;
  const last = run.target.at(-1)?.token;
  if (run.whole || first === undefined || last === undefined) return false;
  if (run.target.length > LONGEST_NAME || !/^\p{Lu}/u.test(first.text) || /^[.!?…]$/.test(last.text)) return false;
  const before = source.segment.text.slice(0, first.start).trimEnd();
  const isWithin = before !== "" && !/[.!?…:]["'’”»)]*$/u.test(before);
  return isWithin || /^\s?\(/.test(target.segment.text.slice(last.end, last.end + 2));
}

/** Signs that prose has none of: members of an object, variables, pipes, the options of a syntax, calls. */
const OF_PROGRAMS =
  /\p{L}{2,}\.\p{Ll}{2,}|\$[\p{L}({_]|&&|\|\||(?<=\s)\|(?=\s)|\[\[|\]\]|\] ?\[|;\s*(?:then|do|fi|done)(?!\p{L})|[\p{L}\d_]\(\)|(?<=\s)--?\p{L}[\p{L}-]*(?=\s)|#!\/|[{};]\s*[{}]/u;

/** Whether a stretch is a program, a command or the form of one, which nobody translates. */
function isProgram({ target }: CheckedSegment, { target: words }: Run): boolean {
  return OF_PROGRAMS.test(spanOf(target, words).text);
}

function leftOver(segment: CheckedSegment, run: Run, languages: Languages): Fault {
  return {
    category: "untranslated",
    segment: segment.index,
    source: spanOf(segment.source, run.source),
    target: spanOf(segment.target, run.target),
    suggestions: [],
    message: run.whole
      ? { en: "The translation is the same as the source.", fr: "La traduction est identique à la source." }
      : {
          en: "Part of the source is left in the translation.",
          fr: "Une partie de la source est restée dans la traduction.",
        },
    explanation: () => explainLeftOver(segment, run, languages),
  };
}

function explainEmpty({ source }: CheckedSegment): Explanation {
  const words = source.tokens.filter(({ kind }) => kind === "word").length;
  return {
    rule: {
      en: `A source that has words (${words} here) has a translation; the translation holds no text.`,
      fr: `Une source qui a des mots (${words} ici) a une traduction\u202F; la traduction n’a pas de texte.`,
    },
    lookedFor: [],
    nearMisses: [],
  };
}

/** Stretches and words that an explanation names; more explain nothing. */
const MOST_TOLD = 10;

/** Why a stretch is untranslated: the words that show its language; and what other stretches that both texts have were taken for. */
function explainLeftOver(segment: CheckedSegment, run: Run, languages: Languages): Explanation {
  const found = quoted(spanOf(segment.target, run.target).text);
  const grammatical = new Set(run.source.filter(({ folded }) => isFunctionWord(folded, languages.from)).map(textOf));
  const shown = listed([...grammatical].slice(0, MOST_TOLD), { en: "and", fr: "et" });
  const lang = languageName(segment.source.lang);
  const others: Explanation["nearMisses"][number][] = [];
  for (const other of runsOf(segment)) {
    const verdict = verdictOn(other, segment, languages);
    if (verdict === "running text" || others.length === MOST_TOLD) continue;
    others.push({ ...spanOf(segment.target, other.target), why: WHY_KEPT[verdict] });
  }
  return {
    rule: {
      en: `Found in both texts: ${found.en}. Its grammatical words are ${lang.en}: ${shown.en}. ${RULES.untranslated.en}`,
      fr: `Trouvé dans les deux textes\u202F: ${found.fr}. Ses mots grammaticaux sont en ${lang.fr}\u202F: ${shown.fr}. ${RULES.untranslated.fr}`,
    },
    lookedFor: [],
    nearMisses: others,
  };
}

function textOf({ token: { text } }: Word): string {
  return text;
}

const WHY_KEPT: Readonly<Record<Exclude<Verdict, "running text">, Wording>> = {
  name: {
    en: "It is a name within its sentence, or is explained in brackets behind it.",
    fr: "C’est un nom dans sa phrase, ou une parenthèse l’explique.",
  },
  program: { en: "It is a program or a command.", fr: "C’est un programme ou une commande." },
  "shared words": {
    en: "Its words do not show the source’s language: they are names, numbers, quoted, or of both languages.",
    fr: "Ses mots ne montrent pas la langue de la source\u202F: ce sont des noms, des nombres, une citation ou des mots des deux langues.",
  },
};

function spanOf({ segment }: CheckedText, words: readonly Word[]): Span {
  const start = words[0]?.token.start ?? 0;
  const end = words.at(-1)?.token.end ?? 0;
  return { start, end, text: segment.text.slice(start, end) };
}
