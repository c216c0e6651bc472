import { glossaryFormat } from "../../dist/formats/glossary-file.js";
import { conceptLoss } from "../../dist/formats/glossary-loss.js";
import { writeGlossaryCsv } from "../../dist/formats/glossary-table-writer.js";
import { FORMAT_HEAD_BYTES, formatOf } from "../../dist/formats/format.js";
import { unitLoss } from "../../dist/formats/memory-loss.js";
import { writeMemoryTable } from "../../dist/formats/memory-table.js";
import { validateFile } from "../../dist/formats/validation/validate.js";
import { annotateXliff, stripXliff } from "../../dist/formats/xliff-annotator.js";
import { readXliff } from "../../dist/formats/xliff-reader.js";
import { stripAll } from "../../dist/formats/xliff-strip.js";
import { Refusal } from "../../dist/refusal.js";
import { changesOf } from "../pretranslating.mjs";
import { canonical, inPieces, read, written } from "../reading.mjs";

/**
 * What must hold of every file, whatever is in it. Each reader's function gives the outcome, for the counts, and throws a
 * {@link Broken} with what does not hold; a Refusal is an outcome too, and anything else that is thrown is a finding.
 */
export class Broken extends Error {}

function claim(holds, what) {
  if (!holds) throw new Broken(what);
}

function claimSame(one, other, what) {
  const [a, b] = [canonical(one), canonical(other)];
  if (a === b) return;
  let at = 0;
  while (a[at] === b[at]) at += 1;
  const near = (text) => text.slice(Math.max(0, at - 60), at + 100);
  throw new Broken(`${what}\n  ${near(a)}\n  ${near(b)}`);
}

/** Whether a place can be one of a file: in any encoding a line end is a byte of 0A or 0D at least. */
function claimPlace(bytes, { line, column }, what) {
  const lines = 1 + bytes.reduce((sum, byte) => sum + Number(byte === 0x0a || byte === 0x0d), 0);
  claim(Number.isInteger(line) && line >= 1 && line <= lines, `${what} has line ${line}`);
  claim(Number.isInteger(column) && column >= 1 && column <= bytes.length + 1, `${what} has column ${column}`);
}

async function refused(bytes, doing) {
  try {
    return { value: await doing() };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    claimPlace(bytes, error.detail, `the refusal "${error.message.slice(0, 80)}"`);
    return { refusal: error };
  }
}

/** Reads in two ways of cutting the file into pieces, which must not matter. */
async function readBoth(bytes, options, pieces) {
  const whole = await refused(bytes, () => read(bytes, options));
  const cut = await refused(bytes, () => read(bytes, { ...options, pieces }));
  // Of two mistakes in a table either may be told; XML is read in its order.
  const hasOrder = !READERS.csv.endings.test(options.name) && !READERS.jsonl.endings.test(options.name);
  const told = ({ value, refusal }) => value ?? (hasOrder ? [refusal.message, refusal.detail] : "refused");
  claimSame(told(whole), told(cut), "pieces of another size are read otherwise");
  for (const problem of whole.value?.problems ?? []) {
    claimPlace(bytes, problem, `the problem "${problem.reason.slice(0, 80)}"`);
    claim(typeof problem.reason === "string" && problem.reason !== "", "a problem gives no reason");
  }
  return whole.value;
}

function outcomeOf(found) {
  if (found === undefined) return "refused";
  return found.problems.length > 0 ? "read with problems" : "read";
}

/** A memory's file, or a glossary in TBX: read, written in every form and read again. */
async function memoryFile(bytes, { name, pieces }) {
  const found = await readBoth(bytes, { name }, pieces);
  if (found !== undefined) {
    for (const { form, things, text } of written(found)) {
      const back = await read(Buffer.from([...text].join("")), { name: "a" });
      if (things !== undefined)
        claimSame(things, back.things, `what was read is another when it comes back as ${form}`);
    }
    await memoryTable(found);
  }
  return outcomeOf(found);
}

/** Units as a table, and as they come back from it where nothing is lost. */
async function memoryTable({ things: units, isGlossary }) {
  if (isGlossary || units.length === 0) return;
  const [{ sourceLang, variants }] = units;
  const targetLang = variants.find(({ lang }) => lang !== sourceLang)?.lang ?? "fr";
  const pair = { sourceLang, targetLang };
  const lossless = units.filter((unit) => Object.values(unitLoss(unit, "csv", pair)).every((count) => count === 0));
  const text = [...writeMemoryTable(lossless, { format: "csv", ...pair })].join("");
  const back = await read(Buffer.from(text), { name: "a.csv", languages: pair });
  // A table's first column is the source, wherever a unit has it.
  const inOrder = lossless.map((unit) => ({
    ...unit,
    variants: unit.variants.toSorted((a, b) => Number(b.lang === unit.sourceLang) - Number(a.lang === unit.sourceLang)),
  }));
  claimSame(inOrder, back.things, "units are not the same when a table of them is read");
}

async function glossaryTable(bytes, { name, pieces }) {
  const format = glossaryFormat(bytes.subarray(0, FORMAT_HEAD_BYTES), name);
  if (format !== "csv" && format !== "tsv") return "no table";
  const found = await readBoth(bytes, { name, asGlossary: true }, pieces);
  if (found === undefined) return "refused";
  const pair = { sourceLang: "en", targetLang: "fr" };
  const concepts = found.things.map((concept, i) => ({ id: `own-${i}`, ...concept }));
  const lossless = concepts.filter((one) => Object.values(conceptLoss(one, "csv", pair)).every((count) => count === 0));
  const text = [...writeGlossaryCsv(lossless)].join("");
  const back = await read(Buffer.from(text), { name: "a.csv", asGlossary: true });
  claimSame(lossless, back.things, "concepts are not the same when a table of them is read");
  return outcomeOf(found);
}

/** A table may be one of a memory or of a glossary; nobody but the user knows. */
async function table(bytes, given) {
  const [memory, glossary] = [await memoryFile(bytes, given), await glossaryTable(bytes, given)];
  return `${memory}, as a glossary ${glossary}`;
}

async function breachesIn(bytes, name) {
  const format = formatOf(bytes.subarray(0, FORMAT_HEAD_BYTES), name);
  const breaches = [];
  for await (const event of validateFile(inPieces(bytes), format)) {
    if (event.kind === "breach") breaches.push(event.breach);
  }
  return breaches;
}

async function validate(bytes, { name }) {
  const { value: breaches } = await refused(bytes, () => breachesIn(bytes, name));
  if (breaches === undefined) return "refused";
  for (const breach of breaches) claimPlace(bytes, breach, `the breach of ${breach.rule}`);
  return breaches.length === 0 ? "valid" : "breaches found";
}

const errorsOf = (breaches) => breaches.filter(({ severity }) => severity === "error");

/** Findings for more segments than a file has, to be put in as notes. */
async function notesGiveBack(clean) {
  let segments = 0;
  for await (const event of readXliff(inPieces(clean)))
    if (event.kind === "unit") segments += event.unit.segments.length;
  const findings = Array.from({ length: segments }, (_, segment) => ({
    ...{ id: String(segment), category: "untranslated", mqm: "accuracy", severity: "critical", segment },
    ...{ message: `l’été <&> ]]> 😀 ${segment}`, suggestions: [] },
  }));
  const annotated = await annotateXliff(clean, findings);
  claim(clean.equals(await stripXliff(annotated)), "notes that are taken out do not give the file back");
}

/** XLIFF with matches, terms and notes put in and taken out. */
async function pretranslate(bytes, { name }) {
  const outcome = await refused(bytes, async () => {
    const clean = Buffer.from(await stripAll(bytes));
    claim(clean.equals(await stripAll(clean)), "strip leaves something to strip");
    await notesGiveBack(clean);
    const before = errorsOf(await breachesIn(clean, name));
    // What is ambiguous is refused before anything is put in.
    const version = formatOf(clean.subarray(0, FORMAT_HEAD_BYTES), name);
    if (version === "xliff2" && before.some(({ isAmbiguous }) => isAmbiguous)) return "ambiguous";
    const wrong = await changesOf(clean, async (made, way) => {
      // Of a file that breaks rules already nobody can say where something may go.
      const added = before.length > 0 ? [] : errorsOf(await breachesIn(made, name));
      return added.map(({ rule, message }) => `${way}: breaks ${rule} (${message})`);
    });
    claim(wrong.length === 0, wrong[0]);
    return "given back";
  });
  return outcome.value ?? "refused";
}

/** What each reader is tried with: the endings of its files, and what must hold. */
export const READERS = {
  tmx: { endings: /\.tmx$/i, hasTags: true, holds: memoryFile },
  xliff: { endings: /\.(?:xlf|xliff|sdlxliff|mqxliff|mxliff)$/i, hasTags: true, holds: memoryFile },
  tbx: { endings: /\.tbx$/i, hasTags: true, holds: memoryFile },
  csv: { endings: /\.(?:csv|tsv|txt|tab)$/i, hasTags: false, holds: table },
  jsonl: { endings: /\.jsonl$/i, hasTags: false, holds: memoryFile },
  validate: {
    endings: /\.(?:tmx|xlf|xliff|sdlxliff|mqxliff|mxliff|tbx|csv|tsv|jsonl)$/i,
    hasTags: true,
    holds: validate,
  },
  pretranslate: { endings: /\.(?:xlf|xliff|sdlxliff|mqxliff|mxliff)$/i, hasTags: true, holds: pretranslate },
};
