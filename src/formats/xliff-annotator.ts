import type { Finding, Severity } from "../finding.js";
import { SplicedFile, type Splice } from "./splice.js";
import { isOwnNote, OWN_NOTE, readXliff } from "./xliff-reader.js";
import type { XliffChild, XliffNote, XliffUnit } from "./xliff-structure.js";
import { xmlText } from "./xml-text.js";

/**
 * Writes what a check found into the XLIFF file that was checked, as notes where the schema has room for them:
 *
 *     1.x   <trans-unit> source, seg-source, target, then alt-trans, note …  HERE  elements of other namespaces
 *     2.x   <unit> elements of other namespaces, <notes> note …  HERE </notes>, originalData, segment …
 *
 * A unit of 2.x without `notes` is given one. Nothing else changes, not a byte: our notes stand without white space around
 * them, so that taking them out leaves the file as it was. They are told from those of others by `from` (1.x) or
 * `category` (2.x).
 */

export interface AnnotateOptions {
  /** Is told of each finding that has no place: its unit has a `notes` that is empty, which the schema does not allow. */
  readonly leftOut?: (finding: Finding) => void;
}

/**
 * The same file with a note for each finding, in place of all our notes of earlier runs. `segment` of a finding counts the
 * pairs that `readBilingual` yields for the file, from 0; RangeError where there is no such pair. Refusals as
 * {@link readXliff} and {@link SplicedFile} have them. The file is held whole.
 */
export async function annotateXliff(
  file: Uint8Array,
  findings: readonly Finding[],
  options: AnnotateOptions = {},
): Promise<Uint8Array> {
  const spliced = new SplicedFile(file);
  const bySegment = grouped(findings);
  const splices: Splice[] = [];
  let segments = 0;
  for await (const event of readXliff(inOne(file))) {
    if (event.kind !== "unit") continue;
    const { unit } = event;
    const remarks = unit.segments.flatMap(({ id }, i) =>
      (bySegment.get(segments + i) ?? []).map((finding) => ({ finding, id })),
    );
    segments += unit.segments.length;
    splices.push(...removals(unit, spliced.text));
    if (remarks.length === 0) continue;
    const notes = remarks.map(({ finding, id }) => noteElement(unit, finding, id)).join("");
    const place = placeOf(unit, notes, spliced.text);
    if (place !== undefined) splices.push(place);
    else for (const { finding } of remarks) options.leftOut?.(finding);
  }
  const beyond = findings.find(({ segment }) => !Number.isInteger(segment) || segment < 0 || segment >= segments);
  if (beyond !== undefined) throw new RangeError(`a finding is about segment ${beyond.segment} of ${segments}`);
  return spliced.spliced(splices);
}

/** The same file without any note of ours: what it was before {@link annotateXliff}, byte for byte. */
export function stripXliff(file: Uint8Array): Promise<Uint8Array> {
  return annotateXliff(file, []);
}

function grouped(findings: readonly Finding[]): Map<number, Finding[]> {
  const groups = new Map<number, Finding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.segment);
    if (group === undefined) groups.set(finding.segment, [finding]);
    else group.push(finding);
  }
  return groups;
}

async function* inOne(file: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(file);
}

/** 1 is the highest and 10 the lowest in both families; what is most severe must not drown among other tools' notes. */
const PRIORITY: Readonly<Record<Severity, number>> = { critical: 1, major: 2, minor: 4 };

function noteElement({ version, prefix }: XliffUnit, finding: Finding, segment: string | undefined): string {
  const { category, severity, message } = finding;
  const attributes =
    version === 1 ? `from="${OWN_NOTE}" annotates="target"` : `category="${OWN_NOTE}" appliesTo="target"`;
  const where = segment === undefined ? "" : `[${segment}] `;
  const text = xmlText(`${where}${category} (${severity}): ${message}`);
  return `<${prefix}note ${attributes} priority="${PRIORITY[severity]}">${text}</${prefix}note>`;
}

/** What takes our notes out of a unit, and a `notes` around them that holds nothing else: it came with them. */
function removals(unit: XliffUnit, text: string): Splice[] {
  const own = unit.notes.filter(isOwnNote);
  if (own.length === 0) return [];
  const emptied = unit.children.filter((child) => child.name === "notes" && isOurs(child, own, text));
  const single = own.filter((note) => !emptied.some((child) => within(note, child)));
  return [...emptied, ...single].map(({ start, end }) => ({ start, end, text: "" }));
}

/** Whether a `notes` has notes of ours, and not a character besides. */
function isOurs(child: XliffChild, own: readonly XliffNote[], text: string): boolean {
  const inside = own.filter((note) => within(note, child));
  let at = child.contentStart;
  for (const { start, end } of inside) {
    if (text.slice(at, start) !== "") return false;
    at = end;
  }
  return inside.length > 0 && at === child.contentEnd;
}

function within(note: XliffNote, child: XliffChild): boolean {
  return child.start <= note.start && note.end <= child.end;
}

/** Children that `notes` must stand before (XLIFF 2.0, section 4.2.2.5). */
const AFTER_NOTES = new Set(["originalData", "segment", "ignorable"]);

/** Where the schema wants notes of a unit; `undefined` where it allows none that could be taken out again. */
function placeOf(unit: XliffUnit, notes: string, text: string): Splice | undefined {
  const own = unit.notes.filter(isOwnNote);
  if (unit.version === 1) {
    const last = unit.children.findLast(
      (child) => child.name !== "" && !own.some(({ start }) => start === child.start),
    );
    return last === undefined ? undefined : { start: last.end, end: last.end, text: notes };
  }
  const present = unit.children.find(({ name }) => name === "notes");
  if (present === undefined || isOurs(present, own, text)) {
    const next = unit.children.find(({ name }) => AFTER_NOTES.has(name));
    if (next === undefined) return undefined;
    const whole = `<${unit.prefix}notes>${notes}</${unit.prefix}notes>`;
    return { start: next.start, end: next.start, text: whole };
  }
  if (present.contentStart === present.contentEnd) return undefined;
  const last = unit.notes.findLast((note) => !isOwnNote(note) && within(note, present));
  const at = last?.end ?? present.contentStart;
  return { start: at, end: at, text: notes };
}
