import { OWN_PREFIX } from "./pretranslation.js";
import { SplicedFile, type Splice } from "./splice.js";
import { stripXliff } from "./xliff-annotator.js";
import { readXliff } from "./xliff-reader.js";
import type { Span, XliffChild, XliffUnit } from "./xliff-structure.js";
import { fingerprint, undoOf, type Change, type Undo } from "./xliff-undo.js";

/** The file without anything that Entente has put into it: matches, terms, fillings that nobody has touched, and notes of checks. */
export async function stripAll(file: Uint8Array): Promise<Uint8Array> {
  return stripXliff((await withoutInsertions(new SplicedFile(file), file)).bytes);
}

/** A file without what earlier pre-translations have put in; its notes stay. */
export async function withoutInsertions(
  spliced: SplicedFile,
  bytes: Uint8Array,
): Promise<{ readonly spliced: SplicedFile; readonly bytes: Uint8Array }> {
  const { text } = spliced;
  if (!text.includes(OWN_PREFIX)) return { spliced, bytes };
  const splices: Splice[] = [];
  for await (const event of readXliff(inOne(bytes))) {
    if (event.kind === "unit") splices.push(...removals(event.unit, text));
  }
  if (splices.length === 0) return { spliced, bytes };
  const stripped = spliced.spliced(apart(splices));
  return { spliced: new SplicedFile(stripped), bytes: stripped };
}

/** Changes without those that begin in another one: where somebody has copied a match, its undo notes say the same twice. */
function apart(splices: readonly Splice[]): Splice[] {
  let end = 0;
  return splices
    .toSorted((a, b) => a.start - b.start || b.end - a.end)
    .filter((splice) => {
      if (splice.start < end) return false;
      end = splice.end;
      return true;
    });
}

/** A file held whole, for those who read streams. */
export async function* inOne(file: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(file);
}

function removals(unit: XliffUnit, text: string): Splice[] {
  return [...(unit.version === 1 ? removals1(unit, text) : removals2(unit, text)), ...termMarks(unit)];
}

function removals1(unit: XliffUnit, text: string): Splice[] {
  return unit.children.flatMap((child): Splice[] => {
    const undo = child.name === "alt-trans" ? undoOf(child.tag) : undefined;
    if (undo === undefined) return [];
    return [removal(child), ...undone(undo.fill, filledSpan(unit, undo), text)];
  });
}

function filledSpan({ children, segments }: XliffUnit, { fill }: Undo): Span | undefined {
  if (fill?.mark === undefined) return children.find(({ name }) => name === "target");
  return segments.find(({ id }) => id === fill.mark)?.layout.target;
}

function removals2(unit: XliffUnit, text: string): Splice[] {
  return unit.children.flatMap((child): Splice[] => {
    const own = child.items.flatMap((item) => {
      const undo = undoOf(item.tag);
      return undo === undefined ? [] : [{ item, undo }];
    });
    if (own.length === 0) return [];
    const changes = own.flatMap(({ item, undo }) =>
      segmentChanges(unit, item.tag.attributes["ref"]?.value, undo, text),
    );
    const isOurs = holdsNothingElse(
      child,
      own.map(({ item }) => item),
      text,
    );
    return [...(isOurs ? [removal(child)] : own.map(({ item }) => removal(item))), ...changes];
  });
}

function segmentChanges({ segments }: XliffUnit, ref: string | undefined, undo: Undo, text: string): Splice[] {
  const segment = segments.find(({ layout }) => ref === `#${layout.elementId ?? ""}`);
  if (segment === undefined) return [];
  const { element, target } = segment.layout;
  const tag = element === undefined ? undefined : { start: element.start, end: element.contentStart };
  return [...undone(undo.tag, tag, text), ...undone(undo.fill, target, text)];
}

/** Puts back what stood in a place, if the place is still what we made it. */
function undone(change: Change | undefined, span: Span | undefined, text: string): Splice[] {
  if (change === undefined || span === undefined) return [];
  const { start, end } = span;
  return fingerprint(text.slice(start, end)) === change.now ? [{ start, end, text: change.was }] : [];
}

/** Whether an element has these children and not a character besides: it came with them. */
function holdsNothingElse(child: XliffChild, items: readonly Span[], text: string): boolean {
  let at = child.contentStart;
  for (const { start, end } of items) {
    if (text.slice(at, start) !== "") return false;
    at = end;
  }
  return at === child.contentEnd;
}

/** The tags around terms that we have marked. */
function termMarks({ segments }: XliffUnit): Splice[] {
  return segments.flatMap(({ source, layout }) =>
    source.codes.flatMap(({ type, id }, i): Splice[] => {
      const span = layout.codes[i];
      const isOurs = type === "mrk:term" && id.startsWith(`${OWN_PREFIX}-t`) && span !== undefined;
      return isOurs ? [removal(span)] : [];
    }),
  );
}

function removal({ start, end }: Span): Splice {
  return { start, end, text: "" };
}
