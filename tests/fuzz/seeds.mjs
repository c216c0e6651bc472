import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { writeGlossaryCsv } from "../../dist/formats/glossary-table-writer.js";
import { writeJsonl } from "../../dist/formats/jsonl.js";
import { writeMemoryTable } from "../../dist/formats/memory-table.js";
import { everything, pretranslated } from "../pretranslating.mjs";
import { read } from "../reading.mjs";

/** Larger ones say nothing that small ones do not, and take the time of a hundred cases. */
const MAX_SEED_BYTES = 150_000;

/** The files below a folder, by name. */
export function filesIn(folder) {
  return readdirSync(folder, { recursive: true })
    .sort()
    .map((name) => ({ name, path: join(folder, name) }))
    .filter(({ path }) => statSync(path).isFile() && statSync(path).size <= MAX_SEED_BYTES)
    .map(({ name, path }) => ({ name, bytes: readFileSync(path) }));
}

/** The files that a reader is tried with, besides those there are some made of them. */
export async function seedsFor(reader, { endings }, files) {
  const own = files.filter(({ name }) => endings.test(name));
  return [...own, ...(await madeFor(reader, files))];
}

async function madeFor(reader, files) {
  if (reader === "pretranslate") return made(files, /\.(?:xlf|xliff|sdlxliff|mqxliff|mxliff)$/i, twiceTranslated);
  if (reader === "jsonl") return made(files, /\.(?:tmx|xlf)$/i, asLines);
  if (reader === "csv") return [...(await made(files, /\.tmx$/i, asTable)), ...(await made(files, /\.tbx$/i, asTerms))];
  return [];
}

/** What `make` gives for each file that it can be made of. */
async function made(files, endings, make) {
  const all = [];
  for (const file of files.filter(({ name }) => endings.test(name))) {
    const more = await make(file).catch(() => []);
    all.push(...more.filter(({ bytes }) => bytes.length <= MAX_SEED_BYTES));
  }
  return all;
}

/** A file with matches of ours in it, so that what damages them is tried too. */
async function twiceTranslated({ name, bytes }) {
  const filled = await pretranslated(bytes, everything, { fill: 50, terms: "mrk" });
  const listed = await pretranslated(bytes, everything, { terms: "glossary" });
  return [filled, listed].map((one, i) => ({ name: `pretranslated-${i}-${name}`, bytes: one }));
}

const pair = { name: "fuzz", sourceLang: "en", targetLang: "fr" };

async function asLines({ name, bytes }) {
  const { things } = await read(bytes, { name });
  return [{ name: `${name}.jsonl`, bytes: Buffer.from([...writeJsonl(things, pair)].join("")) }];
}

async function asTable({ name, bytes }) {
  const { things } = await read(bytes, { name });
  return ["csv", "tsv"].map((format) => {
    const table = [...writeMemoryTable(things, { ...pair, format, byteOrderMark: format === "csv" })].join("");
    return { name: `${name}.${format}`, bytes: Buffer.from(table) };
  });
}

async function asTerms({ name, bytes }) {
  const { things } = await read(bytes, { name });
  const concepts = things.map((concept, i) => ({ id: `own-${i}`, ...concept }));
  return [{ name: `${name}.csv`, bytes: Buffer.from([...writeGlossaryCsv(concepts)].join("")) }];
}
