import { languageTag } from "../../language.js";
import { anyOf } from "./breach.js";

/** What an attribute's value may be. */
export interface ValueType {
  allows(value: string): boolean;
  /** What would be right, to follow "it should be". */
  readonly wanted: string;
}

/** Name characters of XML 1.0, fifth edition, productions 4 and 4a. */
const NAME_CHARACTER =
  "[-.:\\w\\xB7\\xC0-\\xD6\\xD8-\\xF6\\xF8-\\u037D\\u037F-\\u1FFF\\u200C-\\u200D\\u203F\\u2040\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\u{10000}-\\u{EFFFF}]";

const NMTOKEN_PATTERN = new RegExp(`^${NAME_CHARACTER}+$`, "u");
const NMTOKENS_PATTERN = new RegExp(`^${NAME_CHARACTER}+(?: +${NAME_CHARACTER}+)*$`, "u");

export const ANY_TEXT: ValueType = { allows: () => true, wanted: "any text" };

/** White space around it is none of the value, as for every token of XML Schema. */
export const NMTOKEN = pattern(NMTOKEN_PATTERN, "a name token: letters, digits, and - . _ : without spaces");
export const NMTOKENS = pattern(NMTOKENS_PATTERN, "name tokens with single spaces between them");
export const INTEGER_FROM_1 = pattern(/^\+?0*[1-9]\d*$/, "a whole number from 1");

/** A date and time of XML Schema. */
export const DATE_TIME = pattern(
  /^-?\d{4,}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-4]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)?$/,
  "a date and time like 2025-05-28T09:12:00Z",
);

/** A value of the author's own: a prefix, a colon, a value. */
export const PREFIXED = pattern(/^[^\s:]+:[^\s:]+$/, 'a prefix and a value with a colon between them, like "my:value"');

export const LANGUAGE: ValueType = {
  allows: (value) => !value.includes("_") && (languageTag(value) !== undefined || IRREGULAR.has(value.toLowerCase())),
  wanted: 'a language tag of BCP 47, like "fr" or "en-GB"',
};

/** RFC 5646 section 2.1, `irregular`: well-formed because they were registered. */
const IRREGULAR: ReadonlySet<string> = new Set([
  "en-gb-oed",
  "i-ami",
  "i-bnn",
  "i-default",
  "i-enochian",
  "i-hak",
  "i-klingon",
  "i-lux",
  "i-mingo",
  "i-navajo",
  "i-pwn",
  "i-tao",
  "i-tay",
  "i-tsu",
  "sgn-be-fr",
  "sgn-be-nl",
  "sgn-ch-de",
]);

export function pattern(expression: RegExp, wanted: string): ValueType {
  return { allows: (value) => expression.test(value.trim()), wanted };
}

export function oneOf(...values: readonly string[]): ValueType {
  const allowed = new Set(values);
  return { allows: (value) => allowed.has(value), wanted: anyOf(values) };
}

export function either(a: ValueType, b: ValueType): ValueType {
  return { allows: (value) => a.allows(value) || b.allows(value), wanted: `${a.wanted}, or ${b.wanted}` };
}

export function numberWithin(least: number, most: number): ValueType {
  return {
    allows: (value) =>
      /^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(value.trim()) && Number(value) >= least && Number(value) <= most,
    wanted: `a number from ${least} to ${most}`,
  };
}

export const YES_NO = oneOf("yes", "no");
