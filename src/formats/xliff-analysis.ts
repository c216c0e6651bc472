import { comparableText, type Segment } from "../segment.js";
import type { BilingualLanguages } from "./bilingual-event.js";
import type { Found, Lookup } from "./pretranslation.js";
import { IdSet } from "./id-set.js";
import { readXliffQueries, type QueriedSegment, type QueriedUnit } from "./xliff-queries.js";
import { isTranslated } from "./xliff-states.js";
import { inOne } from "./xliff-strip.js";
import type { XliffUnit } from "./xliff-structure.js";

/**
 * How much of a file is new and how much is in the memories, as translators are paid by. Each segment is in one band:
 *
 *     locked        nobody is to translate it: locked, approved, or signed off
 *     101           the same text in the same place
 *     repetition    the same text as an earlier segment of the same document
 *     100, 95-99, 85-94, 75-84, 50-74    the best match's score
 *     none          all others
 *
 * What an earlier segment has already cost is a repetition, even where a memory has it; only a match in its own place is
 * worth more. Words are what stands between white space and holds a letter or a digit; a no-break space parts no words.
 * In Chinese and Japanese each character is one.
 */
export const BANDS = ["locked", "101", "repetition", "100", "95-99", "85-94", "75-84", "50-74", "none"] as const;

export type Band = (typeof BANDS)[number];

export interface BandCount {
  readonly segments: number;
  readonly words: number;
}

/** A `file` of the document, by its `original`, else its id. */
export interface FileAnalysis {
  readonly name?: string;
  readonly bands: Readonly<Record<Band, BandCount>>;
}

export interface Analysed {
  readonly files: readonly FileAnalysis[];
  /** Units and parts of units that could not be read, by the words of `PretranslationProblem`. */
  readonly problems: Readonly<Record<string, number>>;
}

/** Segments looked up together. */
const SEGMENTS_PER_LOOKUP = 500;

/**
 * Counts an XLIFF file. `lookup` gives each segment its best match, at least at 50. Refusals as {@link readXliffQueries}
 * has them.
 */
export async function analyseXliff(
  file: Uint8Array,
  lookup: Lookup,
  languages: BilingualLanguages = {},
): Promise<Analysed> {
  const counting = new Counting();
  let waiting: QueriedUnit[] = [];
  let count = 0;
  const settle = async (): Promise<void> => {
    const units = waiting;
    waiting = [];
    count = 0;
    const queries = units.flatMap(({ segments }) => segments.flatMap(({ query }) => (query ? [query] : [])));
    const found = await lookup(queries);
    let next = 0;
    for (const unit of units) {
      for (const queried of unit.segments) counting.add(unit, queried, queried.query && found[next++]);
    }
  };
  for await (const event of readXliffQueries(inOne(file), languages)) {
    if (event.kind === "unread") counting.note(event.lost ? "unit-unread" : "part-unread");
    else {
      waiting.push(event);
      count += event.segments.length;
      if (count >= SEGMENTS_PER_LOOKUP) await settle();
    }
  }
  await settle();
  return counting.result();
}

type Counts = Record<Band, { segments: number; words: number }>;

class Counting {
  readonly #files = new Map<QueriedUnit["file"], Counts>();
  readonly #seen = new IdSet();
  readonly #problems: Record<string, number> = {};

  add({ file, unit }: QueriedUnit, queried: QueriedSegment, found: Found | undefined): void {
    const { query } = queried;
    // Nothing but white space is nobody's work.
    if (query === undefined) return;
    let bands = this.#files.get(file);
    if (bands === undefined) this.#files.set(file, (bands = emptyBands()));
    const band = bands[this.#band(unit, queried, query.segment, found)];
    band.segments += 1;
    band.words += wordCount(query.segment.text);
  }

  #band(unit: XliffUnit, queried: QueriedSegment, source: Segment, found: Found | undefined): Band {
    const isRepeated = !this.#seen.add(comparableText(source));
    if (isClosed(unit, queried)) return "locked";
    const [best] = found?.matches ?? [];
    const score = best?.score ?? 0;
    if (score > 100) return "101";
    return isRepeated ? "repetition" : bandOf(score);
  }

  note(problem: string): void {
    this.#problems[problem] = (this.#problems[problem] ?? 0) + 1;
  }

  result(): Analysed {
    const files = [...this.#files].map(([{ original, id }, bands]): FileAnalysis => {
      const name = original ?? id;
      return { ...(name === undefined ? {} : { name }), bands };
    });
    return { files, problems: this.#problems };
  }
}

function isClosed(unit: XliffUnit, { segment }: QueriedSegment): boolean {
  const { isLocked, state, status } = segment;
  return (
    isLocked ||
    unit.approved === true ||
    (/^(?:final|signed-off|ApprovedSignOff)$/.test(status ?? state ?? "") && isTranslated(unit, segment))
  );
}

function bandOf(score: number): Band {
  if (score === 100) return "100";
  if (score >= 95) return "95-99";
  if (score >= 85) return "85-94";
  if (score >= 75) return "75-84";
  return score >= 50 ? "50-74" : "none";
}

export function emptyBands(): Counts {
  return Object.fromEntries(BANDS.map((band) => [band, { segments: 0, words: 0 }])) as Counts;
}

const IDEOGRAPH = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu;

/** Words as they are paid by. */
export function wordCount(text: string): number {
  let ideographs = 0;
  const others = text.replace(IDEOGRAPH, () => {
    ideographs += 1;
    return " ";
  });
  const words = others.split(/[^\S\u00A0\u202F\u2007]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  return ideographs + words.length;
}
