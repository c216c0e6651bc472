import { z } from "zod";
import { primaryLanguage, type LanguageTag } from "../language.js";
import { sameSegment, type Segment } from "../segment.js";
import {
  variantFor,
  type Context,
  type Memory,
  type Note,
  type Property,
  type Unit,
  type UnitContent,
  type Variant,
} from "../unit.js";
import { idField, instantField, languageField, nameField, textField } from "./fields.js";
import { MAX_NOTES, MAX_NOTE_LENGTH, MAX_VARIANTS } from "./limits.js";
import { anySegmentField, segmentField, segmentJson, segmentOut } from "./segment-json.js";
import { present } from "./present.js";

/** Units as the contract writes them: the domain's shape, with source and target brought to the front. */

const propertyJson = z
  .strictObject({
    type: idField,
    value: textField({ min: 0, max: MAX_NOTE_LENGTH }),
    lang: z.string().max(64).exactOptional(),
  })
  .meta({ id: "Property", description: "A free property, as TMX `prop` keeps it." });

const noteJson = z
  .strictObject({ text: textField({ max: MAX_NOTE_LENGTH }), lang: z.string().max(64).exactOptional() })
  .meta({ id: "Note", description: "A remark for people." });

const properties = z.array(propertyJson).max(MAX_NOTES);
const notes = z.array(noteJson).max(MAX_NOTES);
const neighbour = textField({ min: 0, max: MAX_NOTE_LENGTH }).nullable();
const origin = z
  .enum(["machine", "unofficial"])
  .meta({ description: "Why the translation is worth less: made by a machine, or not official." });

const contextMembers = {
  key: textField({ max: MAX_NOTE_LENGTH })
    .exactOptional()
    .meta({ description: "Names the unit's place: its id with its file." }),
  before: neighbour.exactOptional().meta({ description: "The source before it; null at the document's start." }),
  after: neighbour.exactOptional().meta({ description: "The source after it; null at the document's end." }),
};
const context = z.strictObject(contextMembers);

const provenance = {
  createdAt: instantField.exactOptional(),
  createdBy: z.string().exactOptional(),
  changedAt: instantField.exactOptional(),
  changedBy: z.string().exactOptional(),
  usageCount: z.int().exactOptional(),
  lastUsedAt: instantField.exactOptional(),
};

const variantJson = z
  .strictObject({
    lang: z.string(),
    segment: segmentJson,
    ...provenance,
    properties: properties.exactOptional(),
    notes: notes.exactOptional(),
  })
  .meta({ id: "Variant", description: "One language of a unit." });

const contentMembers = {
  sourceLang: z.string().meta({ description: "The language translated from." }),
  targetLang: z.string().exactOptional(),
  source: segmentJson.exactOptional(),
  target: segmentJson
    .exactOptional()
    .meta({ description: "Absent where the unit says nothing in the target language." }),
  variants: z.array(variantJson),
  context,
  origin: origin.exactOptional(),
  properties: properties.exactOptional(),
  notes: notes.exactOptional(),
  ...provenance,
};

export const unitJson = z
  .strictObject({ id: z.string(), memory: z.string(), revision: z.int(), ...contentMembers, targetLang: z.string() })
  .meta({ id: "Unit", description: "A unit: a text with its translations." });

export const unitVersionJson = z
  .strictObject({
    revision: z.int(),
    endedAt: instantField.meta({ description: "When it ceased to be the current version." }),
    unit: z.strictObject(contentMembers).meta({ id: "UnitContent" }),
  })
  .meta({ id: "UnitVersion", description: "What a unit was before it was changed or deleted." });

/** A unit by its two texts, in the languages of its memory. */
const pairField = z
  .strictObject({
    source: segmentField,
    target: segmentField,
    ...contextMembers,
    origin: origin.exactOptional(),
    createdBy: nameField.exactOptional(),
    changedBy: nameField.exactOptional(),
    properties: properties.exactOptional(),
    note: textField({ max: MAX_NOTE_LENGTH }).exactOptional(),
  })
  .meta({ id: "PairInput", description: "A unit by its source and target, in the languages of its memory." });

const variantField = z
  .strictObject({
    lang: languageField,
    segment: anySegmentField,
    properties: properties.exactOptional(),
    notes: notes.exactOptional(),
  })
  .meta({ id: "VariantInput" });

/** A unit by all its languages. */
const variantsField = z
  .strictObject({
    sourceLang: languageField,
    variants: z.array(variantField).min(1).max(MAX_VARIANTS),
    context: context.exactOptional(),
    origin: origin.exactOptional(),
    createdBy: nameField.exactOptional(),
    changedBy: nameField.exactOptional(),
    properties: properties.exactOptional(),
    notes: notes.exactOptional(),
  })
  .meta({ id: "VariantsInput", description: "A unit by its variants, one or more." });

/** What a unit is to say: by source and target, or by variants. */
export const unitField = z.union([pairField, variantsField]).meta({ id: "UnitInput" });

export type UnitInput = z.output<typeof unitField>;

/** A unit as answers give it, between the languages of the memory that holds it. */
export function unitOut(unit: Unit, memory: Memory): z.input<typeof unitJson> {
  const targetLang = otherLanguage(unit.sourceLang, memory);
  return { ...present(unit, "id", "memory", "revision"), ...contentOut(unit, memory), targetLang };
}

/**
 * A unit's content as answers give it: `source` in the language translated from, `target` in the memory's other one, or
 * in the next language that the unit has where its memory is not known.
 */
export function contentOut(unit: UnitContent, memory: Memory | undefined): z.input<typeof unitVersionJson>["unit"] {
  const { sourceLang } = unit;
  const next = unit.variants.find(({ lang }) => lang !== sourceLang)?.lang;
  const targetLang = memory === undefined ? next : otherLanguage(sourceLang, memory);
  const source = variantFor(unit, sourceLang);
  const target = targetLang === undefined ? undefined : variantFor(unit, targetLang);
  return {
    sourceLang,
    ...(targetLang === undefined ? {} : { targetLang }),
    ...(source === undefined ? {} : { source: segmentOut(source.segment) }),
    ...(target === undefined || target === source ? {} : { target: segmentOut(target.segment) }),
    variants: unit.variants.map((variant) => ({
      lang: variant.lang,
      segment: segmentOut(variant.segment),
      ...provenanceOf(variant),
      ...remarksOf(variant),
    })),
    context: { ...unit.context },
    ...present(unit, "origin"),
    ...remarksOf(unit),
    ...provenanceOf(unit),
  };
}

/** The memory's language that is not the one translated from. */
function otherLanguage(sourceLang: LanguageTag, memory: Memory): LanguageTag {
  const primary = primaryLanguage(sourceLang);
  const forward = sourceLang === memory.sourceLang || primary === primaryLanguage(memory.sourceLang);
  const backward = sourceLang === memory.targetLang || (!forward && primary === primaryLanguage(memory.targetLang));
  return backward && sourceLang !== memory.sourceLang ? memory.sourceLang : memory.targetLang;
}

function provenanceOf(from: UnitContent | Variant) {
  return present(from, "createdAt", "createdBy", "changedAt", "changedBy", "usageCount", "lastUsedAt");
}

function remarksOf({
  properties,
  notes,
}: {
  readonly properties: readonly Property[];
  readonly notes: readonly Note[];
}) {
  return {
    ...(properties.length === 0 ? {} : { properties: [...properties] }),
    ...(notes.length === 0 ? {} : { notes: [...notes] }),
  };
}

/**
 * What a unit is to say. Of one that is there already (`before`), its history of changes stays; a body with source and
 * target only keeps its other languages and whatever it does not name.
 */
export function contentIn(input: UnitInput, memory: Memory, before?: UnitContent): UnitContent {
  return "variants" in input ? fromVariants(input, before) : fromPair(input, memory, before);
}

function fromVariants(input: z.output<typeof variantsField>, before: UnitContent | undefined): UnitContent {
  return {
    ...(before === undefined ? {} : provenanceOf(before)),
    ...present(input, "origin", "createdBy", "changedBy"),
    sourceLang: input.sourceLang,
    variants: input.variants.map(({ lang, segment, properties = [], notes = [] }) => ({
      ...variantIn(lang, segment, before),
      properties,
      notes,
    })),
    context: input.context ?? {},
    properties: input.properties ?? [],
    notes: input.notes ?? [],
  };
}

function fromPair(input: z.output<typeof pairField>, memory: Memory, before: UnitContent | undefined): UnitContent {
  const pair = pairOf(memory, before);
  const source = variantIn(pair.sourceLang, input.source, before);
  const target = variantIn(pair.targetLang, input.target, before);
  const others = before?.variants.filter(({ lang }) => lang !== source.lang && lang !== target.lang) ?? [];
  const context: Context = { ...before?.context, ...present(input, "key", "before", "after") };
  return {
    ...(before === undefined ? {} : { ...provenanceOf(before), ...present(before, "origin") }),
    ...present(input, "origin", "createdBy", "changedBy"),
    sourceLang: source.lang,
    variants: [source, target, ...others],
    context,
    properties: input.properties ?? before?.properties ?? [],
    notes: input.note === undefined ? (before?.notes ?? []) : [{ text: input.note }],
  };
}

/** The tags that source and target go under: those that the unit has them under, else the memory's. */
function pairOf(memory: Memory, before: UnitContent | undefined): { sourceLang: LanguageTag; targetLang: LanguageTag } {
  if (before === undefined) return memory;
  const { sourceLang } = before;
  const targetLang = otherLanguage(sourceLang, memory);
  const there = variantFor(before, targetLang)?.lang;
  return { sourceLang, targetLang: there === undefined || there === sourceLang ? targetLang : there };
}

/** A variant that says this: with what is known of it where it said so before. */
function variantIn(lang: LanguageTag, segment: Segment, before: UnitContent | undefined): Variant {
  const there = before?.variants.find((variant) => variant.lang === lang);
  const same = there !== undefined && sameSegment(there.segment, segment);
  const kept = same ? provenanceOf(there) : {};
  return { ...kept, lang, segment, properties: there?.properties ?? [], notes: there?.notes ?? [] };
}
