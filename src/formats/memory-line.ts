import { z } from "zod";
import { languageTag } from "../language.js";
import { CODE_KINDS } from "../segment.js";
import { contentFault, type UnitContent, type Variant } from "../unit.js";

/**
 * A unit as a line of JSON Lines: the domain's own shape, with a segment's text and codes beside the rest of its variant,
 * and without what is empty. What a line may say is checked member by member, for it goes into the store as it is.
 */

const text = z.string();

const lang = z.string().transform((value, context) => {
  const tag = languageTag(value);
  if (tag !== undefined) return tag;
  const message = `${JSON.stringify(value.slice(0, 40))} is no language tag; write it as fr, en or fr-CA`;
  context.addIssue({ code: "custom", message });
  return z.NEVER;
});

const instant = z
  .string()
  .refine(
    (value) => INSTANT.test(value) && !Number.isNaN(Date.parse(value)),
    "it is no moment such as 2025-05-28T09:12:00Z",
  );

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z$/;

const provenance = {
  createdAt: instant.exactOptional(),
  createdBy: text.exactOptional(),
  changedAt: instant.exactOptional(),
  changedBy: text.exactOptional(),
  usageCount: z.int().min(0).exactOptional(),
  lastUsedAt: instant.exactOptional(),
};

const remarks = {
  properties: z.array(z.strictObject({ type: text, value: text, lang: text.exactOptional() })).exactOptional(),
  notes: z.array(z.strictObject({ text, lang: text.exactOptional() })).exactOptional(),
};

const code = z.strictObject({
  at: z.int().min(0),
  id: text,
  kind: z.enum(CODE_KINDS),
  pair: text.exactOptional(),
  data: text.exactOptional(),
  type: text.exactOptional(),
});

const variant = z.strictObject({ lang, text, codes: z.array(code).exactOptional(), ...remarks, ...provenance });

const neighbour = text.nullable().exactOptional();

const unitLine = z.strictObject({
  sourceLang: lang,
  variants: z.array(variant).min(1, "a unit has at least one variant"),
  context: z.strictObject({ key: text.exactOptional(), before: neighbour, after: neighbour }).exactOptional(),
  origin: z.enum(["machine", "unofficial"]).exactOptional(),
  ...remarks,
  ...provenance,
});

/** The unit that a line's JSON says, or why it says none, with the path. */
export function unitIn(json: unknown): UnitContent | { readonly fault: string } {
  const read = unitLine.safeParse(json);
  if (!read.success) {
    const [issue] = read.error.issues;
    const keys = issue?.code === "unrecognized_keys" ? [...issue.path, issue.keys[0] ?? ""] : (issue?.path ?? []);
    return { fault: `${pathText(keys)}: ${issue?.message ?? "it is no unit"}` };
  }
  const { variants, context = {}, properties = [], notes = [], ...rest } = read.data;
  const unit: UnitContent = { ...rest, context, properties, notes, variants: variants.map(variantIn) };
  const fault = contentFault(unit);
  return fault === undefined ? unit : { fault: `$.${fault.path}: ${fault.reason}` };
}

function variantIn({ text, codes = [], properties = [], notes = [], ...rest }: z.output<typeof variant>): Variant {
  return { ...rest, segment: { text, codes }, properties, notes };
}

function pathText(path: readonly PropertyKey[]): string {
  return `$${path.map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`)).join("")}`;
}

/** The line that {@link unitIn} reads as this unit, without its line end. */
export function lineOf(unit: UnitContent): string {
  const { sourceLang, variants, context, origin } = unit;
  const hasContext = Object.keys(context).length > 0;
  return JSON.stringify({
    sourceLang,
    variants: variants.map((variant) => {
      const { text, codes } = variant.segment;
      return { lang: variant.lang, text, ...(codes.length === 0 ? {} : { codes }), ...remarksOf(variant) };
    }),
    ...(hasContext ? { context } : {}),
    ...(origin === undefined ? {} : { origin }),
    ...remarksOf(unit),
  });
}

function remarksOf(of: UnitContent | Variant): object {
  const { properties, notes, createdAt, createdBy, changedAt, changedBy, usageCount, lastUsedAt } = of;
  return {
    ...(properties.length === 0 ? {} : { properties }),
    ...(notes.length === 0 ? {} : { notes }),
    // `JSON.stringify` leaves out what is absent.
    ...{ createdAt, createdBy, changedAt, changedBy, usageCount, lastUsedAt },
  };
}
