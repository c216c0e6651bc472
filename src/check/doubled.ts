import { analysedLanguage, type AnalysedLanguage } from "../language.js";
import { hasCodeWithin, type Slip, type TypographyText } from "./typography-slip.js";

/** Marks, spaces and words that stand twice in a target and not in its source. */
export function* doubled(text: TypographyText): Generator<Slip> {
  yield* doubledMarks(text);
  yield* doubledSpaces(text);
  yield* doubledWords(text);
}

/** `..` before a space or at the end, which no ellipsis, range or path is; `;;` may have its space before it. `::` is markup. */
const DOUBLED_MARK =
  /(?<=[\p{L}\p{M}\p{N})»”"’])(?:,[ \u00A0]?,|(?<!\.)\.\.)(?=\s|$|["”»)])|(?<=[\p{L}\p{M}\p{N})»”"’][ \u00A0\u202F\u2009]?);;(?=\s|$|["”»)])/gu;

function* doubledMarks({ target, bareTarget, bareSource }: TypographyText): Generator<Slip> {
  for (const { index, 0: marks } of bareTarget.matchAll(DOUBLED_MARK)) {
    const mark = marks.charAt(0);
    if (bareSource.includes(mark + mark) || hasCodeWithin(target, index + 1, index + marks.length - 1)) continue;
    yield {
      kind: "mark-doubled",
      start: index,
      end: index + marks.length,
      instead: mark,
      message: { en: `“${marks}” is doubled.`, fr: `«\u00A0${marks}\u00A0» est doublé.` },
    };
  }
}

/** Not after the end of a sentence, where many type two. */
const DOUBLED_SPACE = /(?<=[\p{L}\p{M}\p{N},;)»”]) {2,}(?=[\p{L}\p{N}(«“])/gu;

function* doubledSpaces({ target, source, bareTarget }: TypographyText): Generator<Slip> {
  if (!bareTarget.includes("  ") || / {2}|\t/.test(source.segment.text)) return;
  for (const { index, 0: spaces } of bareTarget.matchAll(DOUBLED_SPACE)) {
    const end = index + spaces.length;
    if (hasCodeWithin(target, index, end)) continue;
    yield {
      kind: "space-doubled",
      start: index,
      end,
      instead: " ",
      message: { en: "The space is doubled.", fr: "L’espace est doublée." },
    };
  }
}

/** Small words that grammar never lets stand twice: not `nous nous`, `vous vous`, `en en`, `that that`, `had had`, `is is`, `in in`. */
const NEVER_TWICE: Record<AnalysedLanguage, ReadonlySet<string>> = {
  fr: new Set(
    "le les de des du et à au aux un dans par pour sur avec qui lors dont ce cette ces leur sa ses".split(" "),
  ),
  en: new Set("the a an of to and for with from by or not are was were be these we they can its our their".split(" ")),
};

/** From this length on a word is not said twice for emphasis (*very very*, *jamais jamais*), adverbs apart. */
const LONG_WORD = 7;
const EMPHATIC = /(?:ment|ly|ours|coup)$/;

/** The first may begin a sentence: *Le le*. */
const DOUBLED_WORD =
  /(?<![\p{L}\p{M}\p{N}'’ʼ*<-])(?:(\p{Ll}+) \1|\p{Lu}(\p{Ll}+) \p{Ll}\2)(?![\p{L}\p{M}\p{N}'’ʼ*>-])/gu;

function* doubledWords({ target, bareTarget, bareSource }: TypographyText): Generator<Slip> {
  const language = analysedLanguage(target.lang);
  if (language === undefined) return;
  let inSource: boolean | undefined;
  for (const { index, 0: words } of bareTarget.matchAll(DOUBLED_WORD)) {
    const [first = "", word = ""] = words.split(" ");
    if (first.toLowerCase() !== word) continue;
    const isLong = word.length >= LONG_WORD && !EMPHATIC.test(word);
    if (!NEVER_TWICE[language].has(word) && !isLong) continue;
    inSource ??= /(?<![\p{L}\p{N}])(\p{L}+),? \1(?![\p{L}\p{N}])/iu.test(bareSource);
    if (inSource || hasCodeWithin(target, index + 1, index + words.length - 1)) continue;
    yield {
      kind: "word-doubled",
      start: index,
      end: index + words.length,
      instead: first,
      message: { en: `“${word}” stands twice.`, fr: `«\u00A0${word}\u00A0» est répété.` },
    };
  }
}
