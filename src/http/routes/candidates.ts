import { z } from "zod";
import { MAX_PLACES } from "../../glossary/term-candidates.js";
import type { Workspace } from "../../workspace/workspace.js";
import { languageField } from "../fields.js";
import { MAX_CANDIDATE_SEGMENTS } from "../limits.js";
import { route, type Route } from "../route.js";
import { anySegmentField } from "../segment-json.js";

const candidatesInput = z
  .strictObject({
    sourceLang: languageField,
    targetLang: languageField,
    segments: z
      .array(z.strictObject({ source: anySegmentField, target: anySegmentField }))
      .min(1)
      .max(MAX_CANDIDATE_SEGMENTS)
      .meta({ description: "A translated text. Pairs that repeat each other count once." }),
  })
  .meta({ id: "CandidatesInput" });

const candidateName = z
  .strictObject({ text: z.string(), acronym: z.string().exactOptional() })
  .meta({ id: "CandidateName" });

const candidateJson = z
  .strictObject({
    kind: z.enum(["acronym", "name"]).meta({ description: "A name with its acronym, or a name that recurs." }),
    source: candidateName,
    target: candidateName,
    count: z.int().meta({ description: "Different pairs of segments in which both sides stand." }),
    confidence: z.int().min(0).max(100),
    places: z
      .array(z.strictObject({ segment: z.int(), side: z.enum(["source", "target"]), start: z.int(), end: z.int() }))
      .meta({ description: `Where the names and their acronyms stand; the first ${MAX_PLACES}.` }),
  })
  .meta({ id: "TermCandidate", description: "A pair of names for a terminologist to accept or not." });

/** Names that the glossaries lack. */
export function candidateRoutes(workspace: Workspace): Route[] {
  return [
    route({
      method: "post",
      path: "/v1/candidates",
      summary: "Proposes pairs of names that the glossaries lack",
      description:
        "Acronyms beside their names and names that recur together, best first. Nothing is added to a glossary.",
      body: candidatesInput,
      answer: z.strictObject({ candidates: z.array(candidateJson) }),
      handle: async ({ body }) => ({ json: { candidates: await workspace.candidates(body) } }),
    }),
  ];
}
