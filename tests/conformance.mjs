import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readGlossaryFile } from "../dist/formats/glossary-file.js";
import { FORMAT_HEAD_BYTES, formatOf } from "../dist/formats/format.js";
import { readMemoryFile } from "../dist/formats/memory-file.js";
import { writeJsonl } from "../dist/formats/jsonl.js";
import { writeTbx } from "../dist/formats/tbx-writer.js";
import { writeTmx } from "../dist/formats/tmx-writer.js";
import { annotateXliff } from "../dist/formats/xliff-annotator.js";
import { validateFile } from "../dist/formats/validation/validate.js";
import { writeXliff12 } from "../dist/formats/xliff12-writer.js";
import { writeXliff2 } from "../dist/formats/xliff2-writer.js";
import { Refusal } from "../dist/refusal.js";

/**
 * `npm run conformance -- DIR…`: reads the `manifest.tsv` of each folder (columns `file` and `expected`, any others beside
 * them), takes every file in, out and in again with the real readers and writers, and prints what became of it. Ends with 1
 * where a file does not behave as its manifest says.
 *
 *   valid, accept…          read, and the same after it was written and read again
 *   valid-lenient           the same, or refused
 *   invalid                 refused, or read with a problem told, or with a breach found by the validator
 *   reject…                 refused; where the manifest names both, either
 */

const COLUMNS = ["file", "expected", "outcome", "units", "codes", "again", "bytes", "as said"];

function manifest(folder) {
  const path = join(folder, "manifest.tsv");
  if (!existsSync(path)) throw new Error(`${path}: there is no such file; name a folder with a manifest.tsv`);
  const [header = "", ...rows] = readFileSync(path, "utf8").trimEnd().split("\n");
  const names = header.split("\t");
  return rows.map((row) => Object.fromEntries(row.split("\t").map((cell, i) => [names[i] ?? "", cell])));
}

async function* inPieces(bytes) {
  for (let start = 0; start < bytes.length; start += 65_536) yield bytes.subarray(start, start + 65_536);
}

async function read(bytes, name) {
  const format = formatOf(bytes.subarray(0, FORMAT_HEAD_BYTES), name);
  const isGlossary = format === "tbx2" || format === "tbx3" || (format === undefined && name.endsWith(".tbx"));
  const events = isGlossary
    ? readGlossaryFile(inPieces(bytes), format)
    : readMemoryFile(() => inPieces(bytes), { name, states: "all", sourceLang: "en", targetLang: "fr" });
  const found = { format, header: undefined, things: [], problems: [], lost: 0 };
  for await (const event of events) {
    if (event.kind === "header") found.header = event;
    if (event.kind === "unit") found.things.push(event.unit);
    if (event.kind === "concept") found.things.push(event.concept);
    if (event.kind === "problem") found.problems.push(event.problem);
    if (event.kind === "problem" && event.lost) found.lost += 1;
  }
  return found;
}

/** The file as its own format is written, and every other form that must give the same things back. */
function* written({ format, things }) {
  if (format === "tbx2" || format === "tbx3") {
    const named = things.map((concept, i) => ({ id: `conformance-${i}`, ...concept }));
    for (const version of [2, 3]) yield { things: named, text: writeTbx(named, { version, name: "conformance" }) };
    return;
  }
  const sourceLang = things[0]?.sourceLang ?? "en";
  const targetLang = things[0]?.variants.find(({ lang }) => lang !== sourceLang)?.lang ?? "fr";
  // TMX knows a document's edge only as an empty neighbour.
  const edged = things.map((unit) => ({
    ...unit,
    context: mapped(unit.context, (value) => (value === "" ? null : value)),
  }));
  yield { things: edged, text: writeTmx(things, { sourceLang }) };
  yield { things, text: writeJsonl(things, { name: "conformance", sourceLang, targetLang }) };
  // What XLIFF has no room for is told by the loss report; what is written must at least be read again.
  const pair = { sourceLang, targetLang, original: "conformance" };
  yield { text: writeXliff12(things, pair) };
  yield { text: writeXliff2(things, pair) };
}

function mapped(object, change) {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]));
}

async function again(found) {
  let codes = 0;
  for (const { things, text } of written(found)) {
    const back = await read(Buffer.from([...text].join("")), "conformance");
    if (things !== undefined && canonical(back.things) !== canonical(things)) return { same: false, codes };
    codes = Math.max(codes, codesOf(back.things));
  }
  return { same: true, codes };
}

function canonical(value) {
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

/** Whether a file given back with nothing put in is the same to the byte; only XLIFF is given back so. */
async function bytesKept(bytes, { format }) {
  if (format !== "xliff1" && format !== "xliff2") return "";
  try {
    return Buffer.from(await annotateXliff(bytes, [])).equals(bytes) ? "yes" : "NO";
  } catch (error) {
    return error instanceof Refusal ? "refused" : String(error);
  }
}

/** How many rules of its format the validator finds broken. */
async function breaches(bytes, format) {
  let count = 0;
  for await (const event of validateFile(inPieces(bytes), format)) {
    if (event.kind === "breach" && event.breach.severity === "error") count += 1;
  }
  return count;
}

async function tried(folder, { file, expected }) {
  const bytes = readFileSync(join(folder, file));
  try {
    const found = await read(bytes, file);
    const broken = expected === "invalid" ? await breaches(bytes, found.format) : 0;
    const { same, codes } = await again(found);
    const lost = found.problems.length === 0 ? "" : ` with ${found.problems.length} problems`;
    const rules = broken === 0 ? "" : `, ${broken} rules broken`;
    const result = {
      outcome: `read${lost}${rules}`,
      units: found.things.length,
      codes,
      again: same ? "same" : "OTHER",
    };
    return { ...result, told: found.problems.length + broken > 0, isRead: true, bytes: await bytesKept(bytes, found) };
  } catch (error) {
    if (!(error instanceof Refusal)) return { outcome: `FAILED: ${String(error)}`, isRead: false, failed: true };
    const { line, column } = error.detail;
    return { outcome: `refused at ${line ?? "?"}:${column ?? "?"}: ${error.message}`, isRead: false };
  }
}

function isAsSaid(expected, { isRead, failed, told, again, bytes }) {
  if (failed || again === "OTHER" || bytes === "NO") return false;
  const mayRead = /^valid|accept|unresolved|ignore the DTD|keep losslessly/.test(expected);
  const mayRefuse = /^invalid|^valid-lenient|reject/.test(expected);
  return isRead ? mayRead || (expected === "invalid" && told) : mayRefuse;
}

function shown(cell, width) {
  const text = String(cell ?? "").replace(/\s+/g, " ");
  return text.length > width ? `${text.slice(0, width - 1)}…` : text.padEnd(width);
}

const folders = process.argv.slice(2);
if (folders.length === 0) {
  console.error("usage: npm run conformance -- DIR…   (each with a manifest.tsv)");
  process.exit(2);
}
const widths = [48, 16, 60, 6, 6, 6, 8, 7];
const line = (cells) =>
  console.log(
    cells
      .map((cell, i) => shown(cell, widths[i]))
      .join(" ")
      .trimEnd(),
  );
let wrong = 0;
for (const folder of folders) {
  const rows = manifest(folder);
  line(COLUMNS);
  let otherwise = 0;
  for (const row of rows) {
    const result = await tried(folder, row);
    const ok = isAsSaid(row.expected, result);
    if (!ok) otherwise += 1;
    line([
      row.file,
      row.expected,
      result.outcome,
      result.units,
      result.codes,
      result.again,
      result.bytes,
      ok ? "yes" : "NO",
    ]);
  }
  console.log(
    `${folder}: ${rows.length} files, ${rows.length - otherwise} as the manifest says, ${otherwise} otherwise\n`,
  );
  wrong += otherwise;
}
process.exitCode = wrong > 0 ? 1 : 0;
