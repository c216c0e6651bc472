import { analysedLanguage, type LanguageTag } from "../../src/language.js";
import type { Segment } from "../../src/segment.js";
import { fold } from "../../src/text/folding.js";
import type { Token, TokenKind } from "../../src/text/tokens.js";

/** Tokens by patterns alone, one after the other at each place: what `tokenize` is held against. */

/** French words that lose their vowel before another (Grevisse, Le Bon Usage, section 45), folded. */
const ELIDED = new Set(["l", "d", "j", "m", "t", "s", "n", "c", "ç", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"]);

/**
 * Placeholders: printf with or without a position (`%s`, `%1$s`, `%-5.2f`, `%(name)s`, `%@`), Qt (`%1`, `%n`, `%L1`),
 * braces (`{0}`, `{name}`, `{{name}}`, `${name}`, `%{name}`), and the `[X12X]` that Weblate and amaGama clients send.
 * `100 %` and `20 %des` are none.
 */
const PLACEHOLDER = new RegExp(
  [
    String.raw`\[X\d+X\]`,
    String.raw`(?<![%\p{N}])%(?:\d{1,2}\$|\([A-Za-z_]\w*\))?[-+#0]{0,3}\d{0,4}(?:\.\d{1,3})?(?:hh?|ll?|[zjtL])?[sdiufFeEgGxXoScCpaAn@](?![\p{L}\p{N}])`,
    String.raw`(?<![%\p{N}])%L?\d{1,2}(?![\p{N}%])`,
    String.raw`[$%#]?\{\{?[\p{L}\p{N}_.:-]{1,64}\}?\}`,
  ].join("|"),
  "yu",
);

const SPACE_IN_NUMBER = String.raw`[\u0020\u00A0\u202F\u2009]`;
/** Digits grouped by threes with a space, or digits joined by comma, point or apostrophe; never ends in a separator. */
const NUMBER = new RegExp(String.raw`\d{1,3}(?:${SPACE_IN_NUMBER}\d{3})+(?![\d])(?:[.,]\d+)?|\d+(?:[.,'’]\d+)*`, "yu");

/** Letters and what clings to them: marks, digits, soft hyphens, joiners. U+02BC is an apostrophe here, not a letter. */
const WORD = /(?:(?!ʼ)\p{L})(?:(?!ʼ)[\p{L}\p{M}\p{N}\u00AD\u200C\u200D])*/uy;

/** An emoji with its variation selector, skin tone, keycap or joined parts; a pair of regional indicators. */
const EMOJI =
  /(?:\p{Regional_Indicator}{2}|\p{Extended_Pictographic}(?:\uFE0F|\p{Emoji_Modifier})?(?:\u200D\p{Extended_Pictographic}(?:\uFE0F|\p{Emoji_Modifier})?)*)/uy;

/** Any other character with the marks that stand on it. */
const SIGN = /[^\s\u200B\u2060\uFEFF\u00AD]\p{M}*/uy;

const APOSTROPHE = /['’ʼ]/;

/** The tokens of a text, in order; codes stand before the token at their offset. */
export function tokenizeByPatterns(segment: Segment | string, lang: LanguageTag): Token[] {
  const text = typeof segment === "string" ? segment : segment.text;
  const codes = typeof segment === "string" ? [] : segment.codes;
  const tokens: Token[] = [];
  // Every part of a text in NFC is in NFC too (https://www.unicode.org/reports/tr15/#Concatenation).
  const composed = text.normalize("NFC") === text;
  let from = 0;
  let nextCode = 0;
  const codesUpTo = (offset: number): void => {
    for (let code = codes[nextCode]; code !== undefined && code.at <= offset; code = codes[++nextCode]) {
      tokens.push({ kind: "code", start: code.at, end: code.at, text: `<${code.kind}>`, code: code.kind });
    }
  };
  while (from < text.length) {
    codesUpTo(from);
    // A code inside a word or number parts it, so a token ends at the next code at the latest.
    const limit = codes[nextCode]?.at ?? text.length;
    const found = tokenAt(text, from, limit, lang);
    if (found === undefined) {
      from += 1;
      continue;
    }
    const { kind, end } = found;
    const written = text.slice(from, end);
    tokens.push({ kind, start: from, end, text: composed ? written : written.normalize("NFC") });
    from = end;
  }
  codesUpTo(text.length);
  return tokens;
}

/** The kind of the token that begins at `from`, and its end. */
function tokenAt(
  whole: string,
  from: number,
  limit: number,
  lang: LanguageTag,
): { kind: TokenKind; end: number } | undefined {
  const text = limit === whole.length ? whole : whole.slice(0, limit);
  const match = (pattern: RegExp): number => {
    pattern.lastIndex = from;
    return pattern.test(text) ? pattern.lastIndex : -1;
  };
  let end = match(PLACEHOLDER);
  if (end >= 0) return { kind: "code", end };
  end = match(NUMBER);
  if (end >= 0) return { kind: "number", end };
  end = wordEnd(text, from, lang, match);
  if (end >= 0) return { kind: "word", end };
  end = match(EMOJI);
  if (end < 0) end = match(SIGN);
  return end < 0 ? undefined : { kind: "sign", end };
}

function wordEnd(text: string, from: number, lang: LanguageTag, match: (pattern: RegExp) => number): number {
  const language = analysedLanguage(lang);
  if (APOSTROPHE.test(text.charAt(from))) return englishEnding(text, from, language === "en");
  let end = match(WORD);
  if (end < 0) return -1;
  while (end < text.length && APOSTROPHE.test(text.charAt(end))) {
    WORD.lastIndex = end + 1;
    if (language === "fr" && ELIDED.has(fold(text.slice(from, end)))) return end + 1;
    if (language === "en" || !WORD.test(text)) return end;
    end = WORD.lastIndex;
  }
  return end;
}

/** The end of `’s`, `’t`, `’re` at `from`: an apostrophe between two letters of an English text. */
function englishEnding(text: string, from: number, english: boolean): number {
  if (!english || from === 0 || !/[\p{L}\p{M}\p{N}]/u.test(text.charAt(from - 1))) return -1;
  WORD.lastIndex = from + 1;
  return WORD.test(text) ? WORD.lastIndex : -1;
}
