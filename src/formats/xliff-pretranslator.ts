import type { BilingualLanguages } from "./bilingual-event.js";
import { detached } from "./detached.js";
import { InsertionPage } from "./insertion-page.js";
import type { Found, Lookup, PretranslationCounts, PretranslationOptions } from "./pretranslation.js";
import { SplicedFile, type Splice } from "./splice.js";
import { readXliffQueries, type QueriedUnit } from "./xliff-queries.js";
import { inOne, withoutInsertions } from "./xliff-strip.js";
import { insertions1 } from "./xliff1-insertions.js";
import { insertions2 } from "./xliff2-insertions.js";

/** Segments looked up together: enough for a look-up of many to pay, and few enough to be held with their matches. */
const SEGMENTS_PER_LOOKUP = 500;

export interface Pretranslated {
  readonly file: Uint8Array;
  readonly counts: PretranslationCounts;
}

/**
 * The same XLIFF file with what `lookup` finds put in: matches as `alt-trans` (1.x) or `mtc:matches` (2.x), terms, and
 * empty targets filled where that is asked for. Every other byte is as it was. What an earlier run put in goes first, so
 * that a second run gives what one gives; matches of other tools stay, and so does every target that is translated.
 * Nothing goes where the schema has no room for it; `counts.problems` says how often.
 *
 * The file is held whole. Refusals as {@link readXliffQueries} and {@link SplicedFile} have them.
 */
export async function pretranslateXliff(
  file: Uint8Array,
  lookup: Lookup,
  options: PretranslationOptions & BilingualLanguages = {},
): Promise<Pretranslated> {
  const { spliced, bytes } = await withoutInsertions(new SplicedFile(file), file);
  const page = new InsertionPage(spliced, options);
  const splices: Splice[] = [];
  let segments = 0;
  let batch = new Batch();
  // One batch is looked up while the next one is read.
  let earlier: Promise<void> = Promise.resolve();
  const ask = async (asked: Batch): Promise<void> => {
    for (const more of asked.written(await lookup(asked.queries), page)) {
      // In memory of its own: what was put together from many pieces would go on being all of them.
      for (const { start, end, text } of more) splices.push({ start, end, text: detached(text) });
    }
  };
  for await (const event of readXliffQueries(inOne(bytes), options)) {
    if (event.kind === "unread") page.note(event.lost ? "unit-unread" : "part-unread");
    else {
      batch.add(event);
      segments += event.segments.length;
    }
    if (batch.queries.length < SEGMENTS_PER_LOOKUP) continue;
    await earlier;
    earlier = ask(batch);
    // Its failure is thrown where it is awaited.
    earlier.catch(() => undefined);
    batch = new Batch();
  }
  await earlier;
  await ask(batch);
  const { matched, filled, terms, problems } = page;
  return {
    file: splices.length === 0 ? bytes : spliced.spliced(splices),
    counts: { segments, matched, filled, terms, problems },
  };
}

/** Units that are looked up together. */
class Batch {
  readonly #units: QueriedUnit[] = [];
  readonly queries: NonNullable<QueriedUnit["segments"][number]["query"]>[] = [];

  add(unit: QueriedUnit): void {
    this.#units.push(unit);
    for (const { query } of unit.segments) if (query !== undefined) this.queries.push(query);
  }

  /** The changes of each unit, given what was found for each query. */
  *written(found: readonly Found[], page: InsertionPage): Generator<Splice[]> {
    if (found.length !== this.queries.length) throw new RangeError(`${found.length} answers to ${this.queries.length}`);
    let from = 0;
    for (const unit of this.#units) {
      const count = unit.segments.filter(({ query }) => query !== undefined).length;
      const own = found.slice(from, from + count);
      from += count;
      if (own.every(({ matches, terms }) => matches.length === 0 && terms.length === 0)) continue;
      yield unit.unit.version === 1 ? insertions1(unit, own, page) : insertions2(unit, own, page);
    }
  }
}
