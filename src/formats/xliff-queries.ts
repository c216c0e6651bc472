import { Refusal } from "../refusal.js";
import { isEmpty } from "../segment.js";
import type { BilingualLanguages } from "./bilingual-event.js";
import { IdSet } from "./id-set.js";
import type { PretranslationQuery } from "./pretranslation.js";
import { withoutAnnotations } from "./xliff-codes.js";
import { XliffLanguages } from "./xliff-languages.js";
import { readXliff } from "./xliff-reader.js";
import type { XliffFile, XliffSegment, XliffUnit } from "./xliff-structure.js";

/** A segment of a file with what it is looked up by; no query where there is nothing to look up. */
export interface QueriedSegment {
  readonly segment: XliffSegment;
  readonly query?: PretranslationQuery;
}

export interface QueriedUnit {
  readonly kind: "unit";
  readonly file: XliffFile;
  readonly unit: XliffUnit;
  readonly segments: readonly QueriedSegment[];
}

/** A unit or a part of one that could not be read; `lost` where it was a segment or all of them. */
export interface UnreadEvent {
  readonly kind: "unread";
  readonly lost: boolean;
}

/**
 * The units of an XLIFF file that are to be translated, each with what its segments are looked up by, in the file's order.
 * Refusals as {@link readXliff} has them, and "invalid" with line and column where an id or an order is ambiguous, or
 * where nothing names a language.
 */
export async function* readXliffQueries(
  chunks: AsyncIterable<Uint8Array>,
  asked: BilingualLanguages,
): AsyncGenerator<QueriedUnit | UnreadEvent> {
  const walk = new Walk(asked);
  for await (const event of readXliff(chunks)) {
    if (event.kind === "problem") yield { kind: "unread", lost: event.lost };
    else if (event.kind === "file") {
      yield* walk.release(null);
      walk.enter(event.file);
    } else yield* walk.read(event.unit);
  }
  yield* walk.release(null);
}

/** A query whose neighbour after it is not known yet. */
type OpenQuery = { -readonly [Member in keyof PretranslationQuery]: PretranslationQuery[Member] };

interface OpenSegment {
  readonly segment: XliffSegment;
  readonly query?: OpenQuery;
}

/** Follows a document; each unit waits for the first segment after it. */
class Walk {
  readonly #languages: XliffLanguages;
  #ids = new IdSet();
  #file: XliffFile | undefined;
  #before: string | null = null;
  #waiting: { readonly unit: XliffUnit; readonly segments: readonly OpenSegment[] } | undefined;

  constructor(asked: BilingualLanguages) {
    this.#languages = new XliffLanguages(asked);
  }

  enter(file: XliffFile): void {
    this.#file = file;
    this.#before = null;
    this.#ids = new IdSet();
    this.#languages.enter(file);
  }

  *read(unit: XliffUnit): Generator<QueriedUnit> {
    const [first] = unit.segments;
    if (first === undefined) return;
    yield* this.release(first.source.text);
    this.#refuseAmbiguous(unit);
    const { sourceLang, targetLang } = this.#languages.of(unit);
    const segments = unit.segments.map((segment, i): OpenSegment => {
      const source = withoutAnnotations(segment.source);
      const before = this.#before;
      this.#before = segment.source.text;
      if (isEmpty(source)) return { segment };
      const after = unit.segments[i + 1]?.source.text ?? null;
      return { segment, query: { sourceLang, targetLang, segment: source, before, after } };
    });
    this.#waiting = { unit, segments };
  }

  #refuseAmbiguous({ id, place, ambiguities: [first] }: XliffUnit): void {
    if (first !== undefined) refuse(first.reason, first);
    if (id !== undefined && !this.#ids.add(id)) {
      refuse(`the file has a second unit with the id ${JSON.stringify(id.slice(0, 40))}; give each its own`, place);
    }
  }

  /** The unit that waits, now that the source after its last segment is known. */
  *release(after: string | null): Generator<QueriedUnit> {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting === undefined || this.#file === undefined) return;
    const last = waiting.segments.at(-1);
    if (last?.query !== undefined) last.query.after = after;
    yield { kind: "unit", file: this.#file, unit: waiting.unit, segments: waiting.segments };
  }
}

function refuse(reason: string, { line, column }: { readonly line: number; readonly column: number }): never {
  throw new Refusal("invalid", reason, { line, column });
}
