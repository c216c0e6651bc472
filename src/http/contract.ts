import type { z } from "zod";
import type { problemJson } from "./problem-details.js";
import type { findingJson } from "./routes/check.js";
import type { hitJson } from "./routes/concordance.js";
import type { conceptField, glossaryJson } from "./routes/glossaries.js";
import type { importJson } from "./routes/glossary-files.js";
import type { jobJson } from "./routes/jobs.js";
import type { matchInput, matchJson } from "./routes/match.js";
import type { memoryJson } from "./routes/memories.js";
import type { profileJson } from "./routes/profiles.js";
import type { occurrenceJson, termHitJson } from "./routes/terms.js";
import type { analysisJson } from "./routes/xliff.js";
import type { segmentJson } from "./segment-json.js";
import type { unitJson, unitVersionJson } from "./unit-json.js";

/**
 * The contract as types, for those on the other side of the wire: what is sent and answered, by the very schemas that the
 * routes hold it to. No value, so that the page takes nothing of the server with it.
 */

export type SegmentJson = z.output<typeof segmentJson>;
export type MatchInput = z.input<typeof matchInput>;
export type MatchJson = z.output<typeof matchJson>;
export type ConcordanceHit = z.output<typeof hitJson>;
export type TermHit = z.output<typeof termHitJson>;
export type OccurrenceJson = z.output<typeof occurrenceJson>;
export type MemoryJson = z.output<typeof memoryJson>;
export type UnitJson = z.output<typeof unitJson>;
export type UnitVersionJson = z.output<typeof unitVersionJson>;
export type JobJson = z.output<typeof jobJson>;
export type FindingJson = z.output<typeof findingJson>;
export type GlossaryJson = z.output<typeof glossaryJson>;
export type GlossaryImportJson = z.output<typeof importJson>;
/** Sent and answered alike. */
export type ConceptJson = z.input<typeof conceptField>;
export type AnalysisJson = z.output<typeof analysisJson>;
export type ProfileJson = z.output<typeof profileJson>;
export type ProblemJson = z.output<typeof problemJson>;

/** A page of a list; `next`, where there is one, is the `after` of the next. */
export interface ListOf<Item> {
  readonly items: readonly Item[];
  readonly next?: string;
}
