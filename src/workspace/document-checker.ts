import { checkDocument } from "../check/checker.js";
import type { Finding, MessageLanguage } from "../finding.js";
import { Terminology, type GlossaryConcepts } from "../glossary/terminology.js";
import type { LanguageTag } from "../language.js";
import type { Profile } from "../profile.js";
import type { CheckedPair } from "../report/checked-file.js";
import type { Store } from "../store/store.js";
import { variantFor } from "../unit.js";
import { withIgnores } from "./review.js";

/** How documents are checked. */
export interface CheckChoices {
  readonly database: string;
  readonly glossaries: readonly GlossaryConcepts[];
  readonly profile: Profile;
  readonly explain: boolean;
  readonly showIgnored: boolean;
  readonly messages: MessageLanguage;
}

/** Pairs that are checked together: checks look across a document. */
export interface PairsDocument {
  readonly kind: "pairs";
  readonly sourceLang: LanguageTag;
  readonly targetLang: LanguageTag;
  readonly pairs: readonly CheckedPair[];
}

/** Units of a memory that are checked together: those of the numbers above `after` up to `to` that have both languages. */
export interface UnitsDocument {
  readonly kind: "units";
  readonly sourceLang: LanguageTag;
  readonly targetLang: LanguageTag;
  readonly memory: string;
  readonly after: number;
  readonly to: number;
  /** How many there are, and how many units of the memory come before them. */
  readonly units: number;
  readonly before: number;
}

export type DocumentOrder = PairsDocument | UnitsDocument;

/** What was found in a document. */
export interface DocumentFindings {
  /** Units or pairs that were looked at. */
  readonly read: number;
  /** Pairs checked: units without both languages are none. */
  readonly segments: number;
  readonly findings: readonly Finding[];
  /** Of units, the pairs that a finding speaks of, by segment; who orders pairs has them. */
  readonly spokenOf: ReadonlyMap<number, CheckedPair>;
}

/** Checks documents by what was chosen, and leaves out what a reviewer ignores. */
export class DocumentChecker {
  readonly #choices: CheckChoices;
  readonly #terminology: Terminology;
  readonly #store: Store;

  constructor(choices: CheckChoices, store: Store) {
    this.#choices = choices;
    this.#terminology = Terminology.of(choices.glossaries);
    this.#store = store;
  }

  check(document: DocumentOrder): DocumentFindings {
    if (document.kind === "pairs") {
      const { pairs } = document;
      const findings = this.#findings(document, pairs);
      return { read: pairs.length, segments: pairs.length, findings, spokenOf: new Map() };
    }
    const { pairs, read } = pairsOf(document, this.#store);
    const findings = this.#findings(document, pairs);
    return { read, segments: pairs.length, findings, spokenOf: spokenOf(findings, pairs) };
  }

  #findings({ sourceLang, targetLang }: DocumentOrder, segments: readonly CheckedPair[]): Finding[] {
    const { profile, explain, messages, showIgnored } = this.#choices;
    const { glossaries: _, ...choices } = profile;
    const terminology = this.#terminology;
    const found = checkDocument({ ...choices, sourceLang, targetLang, segments, terminology, explain, messages });
    const all = withIgnores(this.#store.ignores, found);
    return showIgnored ? all : all.filter(({ ignored }) => ignored === undefined);
  }
}

/** The units that have both languages; `line` counts the memory's units. */
function pairsOf(document: UnitsDocument, store: Store): { pairs: CheckedPair[]; read: number } {
  const { memory, after, to, before, sourceLang, targetLang } = document;
  const pairs: CheckedPair[] = [];
  let read = 0;
  for (const unit of store.eachUnit(memory, { after, to })) {
    read += 1;
    const [source, target] = [variantFor(unit, sourceLang), variantFor(unit, targetLang)];
    if (source === undefined || target === undefined || source === target) continue;
    pairs.push({ id: unit.id, source: source.segment, target: target.segment, line: before + read, column: 1 });
  }
  return { pairs, read };
}

function spokenOf(findings: readonly Finding[], pairs: readonly CheckedPair[]): Map<number, CheckedPair> {
  const spoken = new Map<number, CheckedPair>();
  for (const { segment: first, members = [] } of findings) {
    for (const { segment } of [{ segment: first }, ...members]) {
      const pair = pairs[segment];
      if (pair !== undefined) spoken.set(segment, pair);
    }
  }
  return spoken;
}
