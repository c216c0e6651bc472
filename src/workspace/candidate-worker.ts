import { parentPort, workerData } from "node:worker_threads";
import { termCandidates, type CandidatePair, type TermCandidate } from "../glossary/term-candidates.js";
import { Terminology, type GlossaryConcepts } from "../glossary/terminology.js";
import type { LanguageTag } from "../language.js";

/** The thread that looks for term candidates: twenty thousand pairs take some seconds. */

/** What the thread is given; it answers a list of {@link TermCandidate}. */
export interface CandidateOrder {
  readonly sourceLang: LanguageTag;
  readonly targetLang: LanguageTag;
  readonly segments: readonly CandidatePair[];
  readonly glossaries: readonly GlossaryConcepts[];
}

function run({ segments, glossaries, ...langs }: CandidateOrder): TermCandidate[] {
  return termCandidates(segments, langs, Terminology.of(glossaries));
}

if (parentPort !== null) parentPort.postMessage(run(workerData as CandidateOrder));
