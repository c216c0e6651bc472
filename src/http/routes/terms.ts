import { z } from "zod";
import { TERM_STATUSES, TERM_TYPES } from "../../concept.js";
import type { Workspace } from "../../workspace/workspace.js";
import { countParameter, languageField, textField, unstemmedMembers, unstemmedOf } from "../fields.js";
import { DEFAULT_HITS, MAX_PAGE, MAX_QUERY_LENGTH } from "../limits.js";
import { present } from "../present.js";
import { route, type Route } from "../route.js";
import { filled, segmentIn, segmentMembers } from "../segment-json.js";
import { translationsJson, translationsOf } from "../translations.js";

const termsQuery = z.strictObject({
  q: textField({ max: MAX_QUERY_LENGTH }).meta({ description: "A term, inflected or misspelt." }),
  lang: languageField,
  limit: countParameter(1, MAX_PAGE)
    .default(DEFAULT_HITS)
    .meta({ description: `Terms at most; ${DEFAULT_HITS} where absent.` }),
});

export const termHitJson = z
  .strictObject({
    score: z.int().min(0).max(100).meta({ description: "100 for the term itself, case apart." }),
    glossary: z.string(),
    concept: z.string().meta({ description: "The concept's id." }),
    term: z.string(),
    lang: z.string(),
    status: z.enum(TERM_STATUSES),
    type: z.enum(TERM_TYPES),
    subject: z.string().exactOptional(),
    definition: z.string().exactOptional(),
    note: z.string().exactOptional().meta({ description: "The concept's note." }),
    translations: translationsJson,
  })
  .meta({ id: "TermHit" });

const recognizeInput = z
  .strictObject({ lang: languageField, ...segmentMembers })
  .transform(({ lang, ...segment }, ctx) => ({ lang, segment: filled(segmentIn(segment, ctx), ctx) }));

export const occurrenceJson = z
  .strictObject({
    start: z.int(),
    end: z.int(),
    text: z.string().meta({ description: "What stands there, as written." }),
    glossary: z.string(),
    concept: z.string().meta({ description: "The concept's id." }),
    term: z.string().meta({ description: "The term as the glossary has it." }),
    status: z.enum(TERM_STATUSES),
    translations: translationsJson,
  })
  .meta({
    id: "Occurrence",
    description: "A term found in a text. Offsets are UTF-16 code units of the text as given.",
  });

/** Terms looked up, and terms found in texts. */
export function termRoutes(workspace: Workspace): Route[] {
  return [
    route({
      method: "get",
      path: "/v1/terms",
      summary: "Looks a term up",
      query: termsQuery,
      answer: z.strictObject({ items: z.array(termHitJson), ...unstemmedMembers }),
      handle: ({ query }) => {
        const items = workspace.terms(query).map(({ score, glossary, concept, term }) => ({
          score,
          glossary,
          concept: concept.id,
          term: term.text,
          ...present(term, "lang", "status", "type"),
          ...present(concept, "subject", "definition", "note"),
          translations: translationsOf(concept),
        }));
        return { json: { items, ...unstemmedOf(query.lang) } };
      },
    }),
    route({
      method: "post",
      path: "/v1/recognize",
      summary: "The terms that stand in a text",
      body: recognizeInput,
      answer: z.strictObject({ occurrences: z.array(occurrenceJson), ...unstemmedMembers }),
      handle: ({ body }) => {
        const occurrences = workspace.recognize(body).map(({ concept, term, ...occurrence }) => ({
          ...present(occurrence, "start", "end", "text", "glossary"),
          concept: concept.id,
          term: term.text,
          status: term.status,
          translations: translationsOf(concept),
        }));
        return { json: { occurrences, ...unstemmedOf(body.lang) } };
      },
    }),
  ];
}
