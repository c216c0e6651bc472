import { formatOf, FORMAT_HEAD_BYTES } from "../dist/formats/format.js";
import { readGlossaryFile } from "../dist/formats/glossary-file.js";
import { writeJsonl } from "../dist/formats/jsonl.js";
import { readMemoryFile } from "../dist/formats/memory-file.js";
import { completed } from "../dist/formats/read-term.js";
import { writeTbx } from "../dist/formats/tbx-writer.js";
import { writeTmx } from "../dist/formats/tmx-writer.js";
import { writeXliff12 } from "../dist/formats/xliff12-writer.js";
import { writeXliff2 } from "../dist/formats/xliff2-writer.js";

/** Files read with the real readers, and what is read written with the real writers: for commands that run over `dist/`. */

export async function* inPieces(bytes, size = 65_536) {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

/** The languages of what names none. */
const PAIR = { sourceLang: "en", targetLang: "fr" };

/** Everything that a file says, by its content; whatever is refused is thrown. */
export async function read(bytes, { name, pieces, asGlossary = false, languages = PAIR }) {
  const format = formatOf(bytes.subarray(0, FORMAT_HEAD_BYTES), name);
  const isGlossary =
    asGlossary || format === "tbx2" || format === "tbx3" || (format === undefined && name.endsWith(".tbx"));
  const events = isGlossary
    ? readGlossaryFile(inPieces(bytes, pieces), format, languages)
    : readMemoryFile(() => inPieces(bytes, pieces), { name, states: "all", ...languages });
  const found = { format, isGlossary, header: undefined, things: [], problems: [], lost: 0 };
  for await (const event of events) {
    if (event.kind === "header") found.header = event;
    if (event.kind === "unit") found.things.push(event.unit);
    if (event.kind === "concept") found.things.push({ ...event.concept, terms: completed(event.concept.terms) });
    if (event.kind === "problem") found.problems.push(event.problem);
    if (event.kind === "problem" && event.lost) found.lost += 1;
  }
  return found;
}

/**
 * What was read in every form that must give the same things back, which are `things`; without them where it must only be
 * read again, since the form has no room for all of it (the loss report tells what it has none for).
 */
export function* written({ isGlossary, things }) {
  if (isGlossary) {
    const named = things.map((concept, i) => ({ id: `conformance-${i}`, ...concept }));
    for (const version of [2, 3]) {
      yield { form: `TBX ${version}`, things: named, text: writeTbx(named, { version, name: "conformance" }) };
    }
    return;
  }
  const sourceLang = things[0]?.sourceLang ?? "en";
  const targetLang = things[0]?.variants.find(({ lang }) => lang !== sourceLang)?.lang ?? "fr";
  // TMX knows a document's edge only as an empty neighbour, and has some properties as attributes, which come first.
  const edged = things.map((unit) => ({
    ...attributesFirst(unit),
    variants: unit.variants.map(attributesFirst),
    context: mapped(unit.context, (value, name) => (name !== "key" && value === "" ? null : value)),
  }));
  yield { form: "TMX", things: edged, text: writeTmx(things, { sourceLang }) };
  yield { form: "JSON Lines", things, text: writeJsonl(things, { name: "conformance", sourceLang, targetLang }) };
  const pair = { sourceLang, targetLang, original: "conformance" };
  yield { form: "XLIFF 1.2", text: writeXliff12(things, pair) };
  yield { form: "XLIFF 2", text: writeXliff2(things, pair) };
}

/** Whether what was read is the same in every form that it can be written in; `codes` is how many of them came back. */
export async function again(found) {
  let codes = 0;
  for (const { things, text } of written(found)) {
    const back = await read(Buffer.from([...text].join("")), { name: "conformance" });
    if (things !== undefined && canonical(back.things) !== canonical(things)) return { same: false, codes };
    codes = Math.max(codes, codesOf(back.things));
  }
  return { same: true, codes };
}

function attributesFirst(part) {
  const isAttribute = ({ type }) => type.startsWith("tmx:");
  return { ...part, properties: part.properties.toSorted((a, b) => Number(isAttribute(b)) - Number(isAttribute(a))) };
}

function mapped(object, change) {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value, name)]));
}

export function canonical(value) {
  return JSON.stringify(value, (_, inner) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

function codesOf(things) {
  const segments = things.flatMap(({ variants = [] }) => variants.map(({ segment }) => segment));
  return segments.reduce((sum, { codes }) => sum + codes.length, 0);
}
