import { primaryLanguage, type LanguageTag } from "../language.js";
import { Refusal } from "../refusal.js";
import { isEmpty, type Segment } from "../segment.js";
import { contentFault, type Context, type UnitContent } from "../unit.js";
import type { BilingualLanguages } from "./bilingual-event.js";
import { detached } from "./detached.js";
import { IdSet } from "./id-set.js";
import type { ReadEvent, UnitEvent } from "./read-event.js";
import { withoutAnnotations } from "./xliff-codes.js";
import { XliffLanguages } from "./xliff-languages.js";
import { isOwnNote, readXliff } from "./xliff-reader.js";
import { isTranslated, StateFilter, statesSomething, type StateChoice } from "./xliff-states.js";
import type { XliffFile, XliffSegment, XliffUnit } from "./xliff-structure.js";

/** How an XLIFF file is read into a memory; the languages serve where it names none. */
export interface XliffUnitsOptions extends BilingualLanguages {
  /** See {@link StateChoice}. */
  readonly states?: StateChoice;
}

/**
 * The translations of an XLIFF file as units of a memory, one for each segment, in the file's order: with the
 * neighbouring sources as context, `null` at the edge of a `file`, and its ids as the context's key. Alternatives
 * (`alt-trans`, `mtc:matches`) are no translations of it. Annotations are taken off: they mark text and stand for nothing in it.
 *
 * `chunks` gives the file from its start, and is called twice, since whether states count is known at the end only.
 * Memory stays bounded whatever the file. Refusals as {@link readXliff} has them, and "invalid" with line and column
 * where an id or an order is ambiguous; whatever has been yielded by then must not be kept.
 */
export async function* readXliffUnits(
  chunks: () => AsyncIterable<Uint8Array>,
  options: XliffUnitsOptions = {},
): AsyncGenerator<ReadEvent> {
  const isStated = options.states === undefined && (await statesSomething(chunks()));
  const document = new MemoryDocument(options, new StateFilter(options.states, isStated));
  for await (const event of readXliff(chunks())) {
    switch (event.kind) {
      case "problem":
        yield event;
        break;
      case "file":
        yield* document.enter(event.file);
        break;
      case "unit":
        yield* document.read(event.unit);
    }
  }
  yield* document.end();
}

/** A unit whose next neighbour is not known yet. */
interface Waiting {
  readonly event: UnitEvent;
  readonly context: Context;
}

/** Follows a document segment by segment; each unit waits for the segment after it. */
class MemoryDocument {
  readonly #languages: XliffLanguages;
  readonly #filter: StateFilter;
  #file: XliffFile | undefined;
  #sawHeader = false;
  #ids = new IdSet();
  #before: string | null = null;
  #waiting: Waiting | undefined;

  constructor(asked: BilingualLanguages, filter: StateFilter) {
    this.#languages = new XliffLanguages(asked);
    this.#filter = filter;
  }

  *enter(file: XliffFile): Generator<ReadEvent> {
    yield* this.end();
    this.#file = file;
    this.#ids = new IdSet();
    const problem = this.#languages.enter(file);
    if (problem !== undefined) yield { kind: "problem", problem, lost: false };
  }

  /** The end of a `file`: nothing follows the last segment. */
  *end(): Generator<ReadEvent> {
    yield* this.#release(null);
    this.#before = null;
  }

  *read(unit: XliffUnit): Generator<ReadEvent> {
    if (unit.segments.length === 0) return;
    this.#refuseAmbiguous(unit);
    const languages = this.#languages.of(unit);
    if (!this.#sawHeader) yield { kind: "header", ...languages };
    this.#sawHeader = true;
    for (const segment of unit.segments) {
      const { text } = segment.source;
      yield* this.#release(text);
      const state = this.#filter.leavesOut(unit, segment);
      if (state !== undefined) yield { kind: "left-out", state: detached(state) };
      else yield* this.#take(unit, segment, languages);
      this.#before = text;
    }
  }

  /** Refuses what a translation could be put in the wrong place by. */
  #refuseAmbiguous({ id, place, ambiguities: [first] }: XliffUnit): void {
    if (first !== undefined) refuse(first.reason, first);
    if (id !== undefined && !this.#ids.add(id)) {
      refuse(`the file has a second unit with the id ${JSON.stringify(id.slice(0, 40))}; give each its own`, place);
    }
  }

  *#take(
    unit: XliffUnit,
    segment: XliffSegment,
    { sourceLang, targetLang }: { sourceLang: LanguageTag; targetLang: LanguageTag },
  ): Generator<ReadEvent> {
    const { place, target = { text: "", codes: [] } } = segment;
    const lose = (reason: string): ReadEvent => {
      const name = unit.id ?? undefined;
      return {
        kind: "problem",
        problem: { ...place, ...(name === undefined ? {} : { unit: name }), reason },
        lost: true,
      };
    };
    const source = withoutAnnotations(segment.source);
    if (isEmpty(source) && source.codes.length === 0) return;
    if (primaryLanguage(sourceLang) === primaryLanguage(targetLang) && sourceLang === targetLang) {
      yield lose(`source and target are both in ${sourceLang}; a unit has one variant in each language`);
      return;
    }
    const key = this.#key(unit, segment);
    const context = { ...(key === undefined ? {} : { key }), before: this.#before };
    const variant = (lang: LanguageTag, text: Segment) => ({ lang, segment: text, properties: [], notes: [] });
    const content: UnitContent = {
      sourceLang,
      variants: [variant(sourceLang, source), variant(targetLang, withoutAnnotations(target))],
      context,
      ...(isMachineMade(unit, segment) ? { origin: "machine" } : {}),
      properties: [],
      notes: unit.notes.filter((note) => !isOwnNote(note)).map(({ text }) => ({ text })),
      ...unit.provenance,
    };
    const fault = contentFault(content);
    if (fault !== undefined) yield lose(`${fault.path}: ${fault.reason}`);
    else this.#waiting = { event: { kind: "unit", unit: content, ...place }, context };
  }

  /** `file#unit/segment`: what is the same whenever the file comes again. */
  #key({ id }: XliffUnit, segment: XliffSegment): string | undefined {
    if (id === undefined) return undefined;
    const { original, id: fileId } = this.#file ?? {};
    const file = original ?? fileId;
    const name = segment.id === undefined ? id : `${id}/${segment.id}`;
    return detached(file === undefined ? name : `${file}#${name}`);
  }

  *#release(after: string | null): Generator<ReadEvent> {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting === undefined) return;
    const { event, context } = waiting;
    yield { ...event, unit: { ...event.unit, context: { ...context, after } } };
  }
}

/** A translation by a machine that nobody has answered for. */
function isMachineMade(unit: XliffUnit, segment: XliffSegment): boolean {
  return /^(?:leveraged-mt|mt-suggestion)$/.test(unit.qualifier ?? "") && !isTranslated(unit, segment);
}

function refuse(reason: string, { line, column }: { readonly line: number; readonly column: number }): never {
  throw new Refusal("invalid", reason, { line, column });
}
