import { z } from "zod";
import { TERM_STATUSES, TERM_TYPES, type Concept } from "../concept.js";
import { languageTag } from "../language.js";
import { Refusal } from "../refusal.js";
import { textFault } from "../segment.js";
import { GLOSSARY_FORMAT, GLOSSARY_VERSION, type GlossaryContent } from "./glossary-text.js";
import { faultsIn, pathText, readJsonContent } from "./json-content.js";

/**
 * What a glossary's file may say. People edit these files, so that every fault is told with its line and what would be
 * right; and a member that we do not know is a fault too, for it would be lost with the next edit.
 */

const text = z.string().superRefine((value, context) => {
  const fault = textFault(value);
  if (fault !== undefined) context.addIssue({ code: "custom", message: fault });
});

const filled = text.refine((value) => value.trim() !== "", "it is empty; a text is expected");

const lang = z.string().transform((value, context) => {
  const tag = languageTag(value);
  if (tag !== undefined) return tag;
  const reason = `${JSON.stringify(value)} is no language tag; one like "fr" or "en-GB" is expected`;
  context.addIssue({ code: "custom", message: reason });
  return z.NEVER;
});

const term = z.strictObject({
  lang,
  text: filled,
  status: z.enum(TERM_STATUSES),
  type: z.enum(TERM_TYPES),
  note: text.exactOptional(),
  sources: z.array(text).exactOptional(),
  properties: z.record(text, text).exactOptional(),
});

const concept = z.strictObject({
  id: filled,
  subject: text.exactOptional(),
  definition: text.exactOptional(),
  note: text.exactOptional(),
  terms: z.array(term).min(1, "a concept has at least one term"),
  sources: z.array(text).exactOptional(),
  properties: z.record(text, text).exactOptional(),
});

const glossary = z.strictObject({
  entente: z.literal(GLOSSARY_FORMAT),
  version: z.literal(GLOSSARY_VERSION),
  name: filled,
  note: text.exactOptional(),
  concepts: z.array(concept).superRefine((concepts, context) => {
    const seen = new Set<string>();
    for (const [i, { id }] of concepts.entries()) {
      if (seen.has(id)) {
        context.addIssue({
          code: "custom",
          path: [i, "id"],
          message: `a second concept has the id ${JSON.stringify(id)}`,
        });
      }
      seen.add(id);
    }
  }),
});

/** Reads a glossary's file. Refuses with `malformed` or `invalid`, the line, the column and what would be right. */
export function readGlossary(bytes: Uint8Array): GlossaryContent {
  const { name, note, concepts } = readJsonContent(bytes, glossary);
  return { name, ...(note === undefined ? {} : { note }), concepts };
}

/** A concept that a file can hold and give back. Refuses any other with `invalid` and the path. */
export function checkedConcept(given: Concept): Concept {
  const checked = concept.safeParse(given);
  if (checked.success) return checked.data;
  const { path, reason } = faultsIn(checked.error)[0] ?? { path: [], reason: checked.error.message };
  throw new Refusal("invalid", reason, { path: pathText(path), cause: checked.error });
}
