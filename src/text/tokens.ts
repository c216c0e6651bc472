import { analysedLanguage, type LanguageTag } from "../language.js";
import type { CodeKind, Segment } from "../segment.js";
import { fold } from "./folding.js";
import { stem } from "./stems.js";

/**
 * Tokens: words, numbers, signs and codes, each with its offsets into the text as given. White space is none.
 *
 * A word is a run of letters, marks and digits that begins with a letter; hyphens part words (`cessez`, `-`, `le`), for
 * so a hyphen more or less costs one token and not the word. An apostrophe parts them too, after an elided French word
 * (`l’|OTAN`, `qu’|il`, not `aujourd’hui`) and before an English ending (`NATO|’s`, `don|’t`). A number takes its
 * separators in (`75 000`, `2,8`, `14:30` is three tokens). A placeholder written in the text (`%1$s`, `{0}`, `[X12X]`)
 * is one code token. Every other sign is a token by itself; an emoji with its modifiers is one.
 */

export type TokenKind = "word" | "number" | "sign" | "code";

export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
  /** As written, in NFC. Of an inline code, the symbol of its kind. */
  readonly text: string;
  /** The kind of an inline code (which has no width); absent for placeholders, which are text. */
  readonly code?: CodeKind;
}

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
/** What a placeholder can begin with: most places are told from it by their first character. */
const OPENS_PLACEHOLDER = "[%$#{";

/** Digits grouped by threes with a space, or digits joined by comma, point or apostrophe; never ends in a separator. */
const NUMBER = new RegExp(String.raw`\d{1,3}(?:${SPACE_IN_NUMBER}\d{3})+(?![\d])(?:[.,]\d+)?|\d+(?:[.,'’]\d+)*`, "yu");

/** Letters and what clings to them: marks, digits, soft hyphens, joiners. U+02BC is an apostrophe here, not a letter. */
const WORD = /(?:(?!ʼ)\p{L})(?:(?!ʼ)[\p{L}\p{M}\p{N}\u00AD\u200C\u200D])*/uy;

/** An emoji with its variation selector, skin tone, keycap or joined parts; a pair of regional indicators. */
const EMOJI =
  /(?:\p{Regional_Indicator}{2}|\p{Extended_Pictographic}(?:\uFE0F|\p{Emoji_Modifier})?(?:\u200D\p{Extended_Pictographic}(?:\uFE0F|\p{Emoji_Modifier})?)*)/uy;

/** Any other character with the marks that stand on it. */
const SIGN = /[^\s\u200B\u2060\uFEFF\u00AD]\p{M}*/uy;

/**
 * What the patterns above say of the characters that nearly all of a text is made of, so that it is asked of a table:
 * those of Latin and its marks, and the punctuation of the languages that use it. Wherever another one comes, or one that
 * a mark or a joiner may follow, the patterns decide; they say the same of what the table knows.
 */
const TABLED = 0x2100;
const BEGINS_WORD = 1;
const GOES_ON_IN_WORD = 2;
/** Makes a sign of one character, unless it begins an emoji or a mark stands on it. */
const IS_SIGN = 4;
const IS_MARK = 8;
const CLASSES = Uint8Array.from({ length: TABLED }, (_, code) => {
  const text = String.fromCharCode(code);
  const is = (pattern: RegExp): boolean => {
    pattern.lastIndex = 0;
    return pattern.test(text);
  };
  const isSign = is(SIGN) && !is(EMOJI);
  // In a word only what follows its first letter is asked for.
  WORD.lastIndex = 0;
  const goesOn = WORD.test(`a${text}`) && WORD.lastIndex === 2;
  return (
    (is(WORD) ? BEGINS_WORD : 0) |
    (goesOn ? GOES_ON_IN_WORD : 0) |
    (isSign ? IS_SIGN : 0) |
    (/\p{M}/u.test(text) ? IS_MARK : 0)
  );
});

function isApostrophe(code: number): boolean {
  return code === 0x27 || code === 0x2019 || code === 0x02bc;
}

/** The tokens of a text, in order; codes stand before the token at their offset. */
export function tokenize(segment: Segment | string, lang: LanguageTag): Token[] {
  const text = typeof segment === "string" ? segment : segment.text;
  const codes = typeof segment === "string" ? [] : segment.codes;
  const tokens: Token[] = [];
  // Every part of a text in NFC is in NFC too (https://www.unicode.org/reports/tr15/#Concatenation).
  const isComposed = text.normalize("NFC") === text;
  const add = (kind: TokenKind, start: number, end: number): void => {
    const written = text.slice(start, end);
    tokens.push({ kind, start, end, text: isComposed ? written : written.normalize("NFC") });
  };
  let from = 0;
  for (const { at, kind } of codes) {
    // A code inside a word or number parts it, so a token ends at the next code at the latest.
    if (at > from) scanTokens(at < text.length ? text.slice(0, at) : text, lang, add, from);
    from = Math.max(from, at);
    tokens.push({ kind: "code", start: at, end: at, text: `<${kind}>`, code: kind });
  }
  scanTokens(text, lang, add, from);
  return tokens;
}

/**
 * Tells the tokens of a text without codes from `from` on, in order: their kinds and where they begin and end. For those
 * who have millions of texts and need no string of each token.
 */
export function scanTokens(
  text: string,
  lang: LanguageTag,
  visit: (kind: TokenKind, start: number, end: number) => void,
  from = 0,
): void {
  while (from < text.length) {
    const found = tokenAt(text, from, lang);
    if (found === 0) {
      from += 1;
      continue;
    }
    const end = Math.floor(found / KINDS.length);
    visit(KINDS[found % KINDS.length]!, from, end);
    from = end;
  }
}

const KINDS = ["word", "number", "sign", "code"] as const satisfies readonly TokenKind[];
const WORD_KIND = 0;
const NUMBER_KIND = 1;
const SIGN_KIND = 2;
const CODE_KIND = 3;

/** The end of the token that begins at `from`, times the number of kinds, and the place of its kind; 0 where none does. */
function tokenAt(text: string, from: number, lang: LanguageTag): number {
  const first = text.charCodeAt(from);
  if (first === 0x20 || first === 0xa0) return 0;
  let end = OPENS_PLACEHOLDER.includes(text.charAt(from)) ? matched(PLACEHOLDER, text, from) : -1;
  if (end >= 0) return end * KINDS.length + CODE_KIND;
  end = first >= 0x30 && first <= 0x39 ? matched(NUMBER, text, from) : -1;
  if (end >= 0) return end * KINDS.length + NUMBER_KIND;
  end = wordEnd(text, from, lang);
  if (end >= 0) return end * KINDS.length + WORD_KIND;
  end = signEnd(text, from);
  return end < 0 ? 0 : end * KINDS.length + SIGN_KIND;
}

/** The end of what a sticky pattern matches at `from`; -1 where it does not. */
function matched(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

/** As {@link WORD} matches. */
function plainWordEnd(text: string, from: number): number {
  let code = text.charCodeAt(from);
  // At the end of the text it is no number.
  if (!(code >= TABLED) && ((CLASSES[code] ?? 0) & BEGINS_WORD) === 0) return -1;
  let end = from;
  while (code < TABLED && (CLASSES[code]! & GOES_ON_IN_WORD) !== 0) code = text.charCodeAt(++end);
  return code >= TABLED ? matched(WORD, text, from) : end;
}

/** As {@link EMOJI} or else {@link SIGN} matches. */
function signEnd(text: string, from: number): number {
  const next = text.charCodeAt(from + 1);
  const isAlone = next < TABLED ? (CLASSES[next]! & IS_MARK) === 0 : from + 1 === text.length;
  if (isAlone && (CLASSES[text.charCodeAt(from)] ?? 0) & IS_SIGN) return from + 1;
  const end = matched(EMOJI, text, from);
  return end < 0 ? matched(SIGN, text, from) : end;
}

function wordEnd(text: string, from: number, lang: LanguageTag): number {
  const language = analysedLanguage(lang);
  if (isApostrophe(text.charCodeAt(from))) return englishEnding(text, from, language === "en");
  let end = plainWordEnd(text, from);
  if (end < 0) return -1;
  while (end < text.length && isApostrophe(text.charCodeAt(end))) {
    const further = plainWordEnd(text, end + 1);
    if (language === "fr" && ELIDED.has(fold(text.slice(from, end)))) return end + 1;
    if (language === "en" || further < 0) return end;
    end = further;
  }
  return end;
}

/** The end of `’s`, `’t`, `’re` at `from`: an apostrophe between two letters of an English text. */
function englishEnding(text: string, from: number, english: boolean): number {
  if (!english || from === 0 || !/[\p{L}\p{M}\p{N}]/u.test(text.charAt(from - 1))) return -1;
  return plainWordEnd(text, from + 1);
}

/** Whether a token counts among the stems: words and numbers do. */
export function hasStem(token: Token): boolean {
  return token.kind === "word" || token.kind === "number";
}

/** The one symbol that stands for every number among the stems. */
export const NUMBER_STEM = "#";

/** The stem of a word token, or the symbol of all numbers. Other tokens have none: ask {@link hasStem} first. */
export function stemOf(token: Token, lang: LanguageTag): string {
  return token.kind === "number" ? NUMBER_STEM : stem(fold(token.text), analysedLanguage(lang));
}

/** The stems of a segment in order: what word overlap is counted over. */
export function stemsOf(tokens: readonly Token[], lang: LanguageTag): string[] {
  return tokens.filter(hasStem).map((token) => stemOf(token, lang));
}
