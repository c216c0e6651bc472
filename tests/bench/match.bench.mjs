import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Levenshtein from "fast-levenshtein";
import { IndexPart } from "../../dist/memory/index-part.js";
import { MemoryIndex } from "../../dist/memory/memory-index.js";
import { PartBuilder } from "../../dist/memory/part-builder.js";
import { mergeParts } from "../../dist/memory/part-merger.js";
import { grownPairs } from "./grown-pairs.mjs";
import { heldMemory, keep, peakMemory, summary, timed } from "./measuring.mjs";
import { farQueries, nearQueries } from "./mutated-queries.mjs";

/**
 * Look-ups in process, on one core: how long they take in a memory of real or made pairs, both ways and at several
 * thresholds, and what the index costs to make, to keep and to read. Sizes are 10,000, 100,000 and so on up to the one asked
 * for; the smaller ones show how the cost grows.
 */

export const benches = [{ name: "match", title: "look-ups in a memory, in process", run }];

/** From section 10 of the design: milliseconds at a million units of 15 tokens. */
const BUDGETS = { 70: { median: 0.4, mean: 0.8, p99: 4 }, 60: { median: 2, p99: 20 } };
/** Bytes that a segment takes beside its text. */
const BYTES_BUDGET = 250;

const THRESHOLDS = [75, 70, 60, 50];
const LIMIT = 5;
const FIRST_SIZE = 10_000;

/** Units of a part before it is merged: what a server does while a file is read. */
const UNITS_OF_PART = 50_000;

/** Look-ups for each run asked for, and how many of a threshold that no list serves. */
const QUERIES_A_RUN = 20;
const SLOW_QUERIES_A_RUN = 2;
const LEAST_SERVED = 60;
/** Look-ups before any is measured, that the compiler has seen them. */
const WARM_UP = 400;

/** Segments that the plain scan goes through; its time for all is reckoned from these. */
const SCANNED = 20_000;

async function run({ units, runs, corpus }) {
  const sizes = [];
  for (let size = FIRST_SIZE; size < units; size *= 10) sizes.push(size);
  const rows = [];
  const facts = {};
  for (const size of [...sizes, units]) await measureSize({ size, whole: size === units, runs, corpus, rows, facts });
  facts["peak of the process, MiB"] = peakMemory();
  return { rows, facts };
}

async function measureSize({ size, whole, runs, corpus, rows, facts }) {
  const name = size.toLocaleString("en");
  const texts = { en: [], fr: [] };
  const { part, building, merging } = await build({ size, corpus, texts });
  const tell = (what, unit, value, budget) => rows.push({ what: `${name}: ${what}`, unit, ...single(value), budget });
  tell("built, processor time", "units/s", (size / building.cpu) * 1_000);
  if (merging.cpu > 0) tell("merged, processor time", "units/s", (size / merging.cpu) * 1_000);
  const characters = [...texts.en, ...texts.fr].reduce((sum, text) => sum + text.length, 0);
  tell(
    "index beside the texts",
    "bytes/segment",
    (part.buffer.byteLength - characters) / (2 * size),
    whole ? BYTES_BUDGET : undefined,
  );
  saveAndLoad(part, tell);
  const index = new MemoryIndex();
  index.addPart(part);
  facts[`${name}: held, MiB (the bench's own texts among it)`] = heldMemory();
  for (const [source, target] of [
    ["fr", "en"],
    ["en", "fr"],
  ]) {
    const at = {
      index,
      texts: texts[source],
      source,
      target,
      runs,
      tell,
      rows,
      name: `${name}, ${source} to ${target}`,
    };
    for (const minScore of whole ? THRESHOLDS : [70]) lookUps({ ...at, minScore, budgets: size === 1_000_000 });
  }
  if (whole) scanPlainly({ index, texts: texts.fr, size, tell });
}

async function build({ size, corpus, texts }) {
  const building = { ms: 0, cpu: 0 };
  const parts = [];
  let builder = new PartBuilder();
  const close = () => {
    const { ms, cpu, value } = timed(() => builder.build());
    add(building, { ms, cpu });
    parts.push({ part: value, dead: new Uint8Array((value.size + 7) >> 3) });
    builder = new PartBuilder();
  };
  let units = [];
  const take = () => {
    const from = texts.en.length - units.length;
    add(
      building,
      timed(() => units.forEach((unit, i) => builder.add(unit, from + i + 1))),
    );
    units = [];
  };
  for await (const { en, fr } of grownPairs({ corpus, units: size })) {
    texts.en.push(en);
    texts.fr.push(fr);
    units.push(unitOf(texts.en.length, en, fr));
    if (units.length === 1_000) take();
    if (builder.size === UNITS_OF_PART) close();
  }
  take();
  if (builder.size > 0) close();
  if (parts.length === 1) return { part: parts[0].part, building, merging: { ms: 0, cpu: 0 } };
  const { value, ...merging } = timed(() => mergeParts(parts));
  return { part: value, building, merging };
}

function add(sum, { ms, cpu }) {
  sum.ms += ms;
  sum.cpu += cpu;
}

function unitOf(id, en, fr) {
  const variant = (lang, text) => ({ lang, segment: { text, codes: [] }, properties: [], notes: [] });
  const variants = [variant("en", en), variant("fr", fr)];
  const known = { revision: 1, context: {}, properties: [], notes: [] };
  return { id: String(id), memory: "bench", sourceLang: "en", variants, ...known };
}

function saveAndLoad(part, tell) {
  const folder = mkdtempSync(join(tmpdir(), "entente-bench-"));
  try {
    const file = join(folder, "index.part");
    tell("saved", "ms", timed(() => writeFileSync(file, new Uint8Array(part.buffer))).ms);
    const read = timed(() => {
      const bytes = readFileSync(file);
      const buffer = new SharedArrayBuffer(bytes.length);
      new Uint8Array(buffer).set(bytes);
      return buffer;
    });
    tell("read", "ms", read.ms);
    tell("opened, its checksum proved", "ms", timed(() => IndexPart.open(read.value).size).ms);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function asking({ index, source, target, minScore }) {
  const memories = new Map([["bench", 0]]);
  return (text) =>
    index.lookup({
      segment: { text, codes: [] },
      sourceLang: source,
      targetLang: target,
      minScore,
      limit: LIMIT,
      memories,
    });
}

/** First over queries that were not asked before, then over the same ones again; what found nothing apart. */
function lookUps(at) {
  const { texts, runs, minScore, rows, name } = at;
  const ask = asking(at);
  const count = runs * (minScore < LEAST_SERVED ? SLOW_QUERIES_A_RUN : QUERIES_A_RUN);
  for (const text of nearQueries(texts, { count: Math.min(WARM_UP, count), seed: 1 })) keep(ask(text).length);
  const near = nearQueries(texts, { count, seed: 2 });
  const far = farQueries(texts, { count, seed: 3 });
  const budgets = at.budgets ? BUDGETS[minScore] : undefined;
  for (const pass of ["cold", "warm"]) {
    const asked = near.map((text) => ({ ...timed(() => ask(text)) }));
    report({ what: `${name}, ${minScore}, ${pass}`, times: asked, rows, budgets });
  }
  const without = far.map((text) => timed(() => ask(text))).filter(({ value }) => value.length === 0);
  if (without.length > 0) report({ what: `${name}, ${minScore}, no match`, times: without, rows });
}

function report({ what, times, rows, budgets }) {
  rows.push({ what: `${what}: median`, unit: "ms", ...summary(times), budget: budgets?.median });
  const mean = (field) => times.reduce((sum, time) => sum + time[field], 0) / times.length;
  const { p99 } = summary(times.map(({ cpu }) => ({ ms: cpu, cpu })));
  rows.push({ what: `${what}: mean`, unit: "ms", ...single(mean("ms"), mean("cpu")), budget: budgets?.mean });
  rows.push({ what: `${what}: p99`, unit: "ms", ...single(summary(times).p99, p99), budget: budgets?.p99 });
  rows.push({ what: `${what}: rate`, unit: "queries/s", ...single(1_000 / mean("ms"), 1_000 / mean("cpu")) });
}

/** One edit distance over characters for every segment, which is half of what a score takes: the look-up before there was an index. */
function scanPlainly({ index, texts, size, tell }) {
  const some = texts.slice(0, SCANNED);
  const queries = nearQueries(texts, { count: 3, seed: 4 });
  const scan = timed(() => {
    let best = Infinity;
    for (const query of queries) for (const text of some) best = Math.min(best, Levenshtein.get(query, text));
    return keep(best);
  });
  const ask = asking({ index, source: "fr", target: "en", minScore: 70 });
  const looked = timed(() => queries.reduce((sum, query) => sum + ask(query).length, 0));
  const all = (scan.cpu / queries.length / some.length) * size;
  tell("a plain scan with fast-levenshtein", "ms", all);
  tell("such a scan in look-ups at 70", "look-ups", all / (looked.cpu / queries.length));
}

function single(value, cpu) {
  return { median: value, min: value, max: value, p99: value, runs: 1, ...(cpu === undefined ? {} : { cpu }) };
}
