import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { validateFile } from "../dist/formats/validation/validate.js";
import { Refusal } from "../dist/refusal.js";
import { changesOf } from "./pretranslating.mjs";
import { again, inPieces, read } from "./reading.mjs";

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

/**
 * Whether a file is the same to the byte when it is pre-translated with an empty memory, and with a full one and then
 * stripped, in every way of filling it; only XLIFF is given back so.
 */
async function bytesKept(bytes, { format }) {
  if (format !== "xliff1" && format !== "xliff2") return "";
  try {
    return (await changesOf(bytes)).length === 0 ? "yes" : "NO";
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
    const found = await read(bytes, { name: file });
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
