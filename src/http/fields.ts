import { z } from "zod";
import { analysedLanguage, languageTag, type LanguageTag } from "../language.js";
import { textFault } from "../segment.js";
import { DEFAULT_PAGE, MAX_ID_LENGTH, MAX_IDS, MAX_NAME_LENGTH, MAX_PAGE, MAX_QUERY_LENGTH } from "./limits.js";

/** The schemas of single values that many routes share. */

/** A text of one line or many, without the characters that no file of ours could hold, and not blank where `min` is 1. */
export function textField(bounds: { readonly min?: 0 | 1; readonly max: number }): z.ZodType<string, string> {
  const { min = 1, max } = bounds;
  return z
    .string()
    .check((ctx) => {
      const fault = textFieldFault(ctx.value, min, max);
      if (fault !== undefined) ctx.issues.push({ code: "custom", message: fault, input: ctx.value });
    })
    .meta({ ...(min === 1 ? { minLength: 1 } : {}), maxLength: max });
}

function textFieldFault(value: string, min: 0 | 1, max: number): string | undefined {
  if (value.length > max) return `the text has ${value.length} UTF-16 units; at most ${max} are allowed`;
  if (min === 1 && value.trim() === "") return "the text is empty; at least one character other than a space is needed";
  return textFault(value);
}

/** A name that people read. */
export const nameField = textField({ max: MAX_NAME_LENGTH });

/** An id of whatever kind; whether there is such a thing is for the workspace to say. */
export const idField = textField({ max: MAX_ID_LENGTH });

/** A BCP 47 tag, taken in any case and with `_` for `-`. */
export const languageField = z
  .string()
  .meta({
    description: "A BCP 47 language tag (`fr`, `en-GB`). French and English have analysers; others work unstemmed.",
  })
  .transform((text, ctx) => {
    const tag = languageTag(text);
    if (tag !== undefined) return tag;
    const shown = JSON.stringify(text.slice(0, 40));
    ctx.issues.push({
      code: "custom",
      input: text,
      message: `${shown} is no language tag; write it as fr, en or fr-CA`,
    });
    return z.NEVER;
  });

/** Members of an answer that say which of the languages asked for have no analyser; absent where all have one. */
export const unstemmedMembers = {
  unstemmed: z.array(z.string()).exactOptional().meta({
    description: "The languages without an analyser, where there are any: their words are compared as written.",
  }),
};

/** The value of {@link unstemmedMembers}. */
export function unstemmedOf(...langs: readonly LanguageTag[]): { readonly unstemmed?: LanguageTag[] } {
  const unstemmed = langs.filter((lang) => analysedLanguage(lang) === undefined);
  return unstemmed.length === 0 ? {} : { unstemmed };
}

/** A date and time in UTC as answers give it. */
export const instantField = z.string().meta({ format: "date-time" });

/** A whole number written as a query parameter. */
export function countParameter(min: number, max: number): z.ZodType<number, unknown> {
  const digits = (value: unknown): unknown =>
    typeof value === "string" && /^\d{1,9}$/.test(value) ? Number(value) : value;
  return z.preprocess(digits, z.int().min(min).max(max));
}

/** `true` or `false` as a query parameter. */
export const flagParameter = z.enum(["true", "false"]).transform((value) => value === "true");

/** The parameters of a list: how many items at most, and the id after which they start. */
export const pageQuery = z.strictObject({
  limit: countParameter(1, MAX_PAGE)
    .default(DEFAULT_PAGE)
    .meta({ description: `Items of a page; ${DEFAULT_PAGE} where absent.` }),
  after: idField.exactOptional().meta({ description: "The `next` of the page before." }),
});

/** The answer of a list; `next` is there as long as more follows. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.strictObject({ items: z.array(item), next: z.string().exactOptional() });
}

/** `a,b` as a query parameter: each item by its schema. */
export function listParameter<Item extends z.ZodType>(item: Item) {
  const parts = (value: unknown): unknown => (typeof value === "string" ? value.split(",") : value);
  return z.preprocess(parts, z.array(item).min(1).max(MAX_IDS));
}

/** Which columns of a table hold what. */
export const columnsParameter = textField({ max: MAX_QUERY_LENGTH })
  .exactOptional()
  .meta({
    description:
      "Which columns of a table hold what, where their names do not tell: `source:EN,target:FR,note:Remark`, by name or by " +
      "number from 1; numbers alone mean that the table has no row of names.",
  });
