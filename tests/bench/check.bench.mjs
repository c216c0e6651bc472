import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { checkDocument } from "../../dist/check/checker.js";
import { Terminology } from "../../dist/glossary/terminology.js";
import { Store } from "../../dist/store/store.js";
import { FileChecks } from "../../dist/workspace/file-check.js";
import { documentsOfCorpus } from "./corpus.mjs";
import { heldMemory, keep, peakMemory, samples, summary, timed, timedToEnd } from "./measuring.mjs";
import { NaiveCheck, NaivePattern } from "./naive-check.mjs";
import { syntheticConcepts } from "./synthetic-concepts.mjs";
import { PairMaker, shippedConcepts, shippedPairs } from "./synthetic-pairs.mjs";

/**
 * What checking costs: a document against a large glossary, a memory, and making the recogniser. All from French to English
 * with every check.
 */

export const benches = [
  { name: "check-document", title: "1,000 segments against 10,000 concepts", run: checkLargeGlossary },
  { name: "check-memory", title: "a memory against the shipped glossary", run: checkMemory },
  { name: "recogniser-10000", title: "making a recogniser of 10,000 concepts", run: () => makeRecogniser(10_000) },
  { name: "recogniser-100000", title: "making a recogniser of 100,000 concepts", run: () => makeRecogniser(100_000) },
];

/** From the issue that asked for the checks. */
const BUDGET = { documentMs: 300, memoryMinutes: 5, rebuildMs: 1_000 };

const MEMORY_DOCUMENT = 5_000;

async function checkLargeGlossary({ runs, corpus }) {
  const shipped = shippedConcepts();
  const concepts = [...shipped, ...syntheticConcepts(10_000 - shipped.length)];
  const maker = new PairMaker({ concepts, shipped: await shippedPairs() });
  const pairs = corpus === undefined ? maker.next(1_000) : await firstDocument(corpus, 1_000);
  const terminology = terminologyOf(concepts);
  const make = timed(() => prepare(terminology));
  const first = timed(() => check(pairs, terminology));
  const later = samples(() => check(pairs, terminology), { warmUp: 5, runs });
  const ours = summary(later);
  const peak = peakMemory();
  const naive = new NaiveCheck(concepts);
  const naiveTimes = summary(samples(() => naive.check(pairs), { warmUp: 1, runs: Math.min(runs, 5) }));
  const pattern = new NaivePattern(concepts);
  const patternTimes = summary(samples(() => pattern.check(pairs), { warmUp: 1, runs: Math.min(runs, 5) }));
  return {
    rows: [
      { what: "making the recognisers, first time", unit: "ms", ...summary([make]) },
      { what: "all checks, first run", unit: "ms", ...summary([first]) },
      { what: "all checks, later runs", unit: "ms", budget: BUDGET.documentMs, ...ours },
      { what: "naive: indexOf of every designation", unit: "ms", ...naiveTimes },
      { what: "naive: one regular expression", unit: "ms", ...patternTimes },
    ],
    facts: {
      "words a segment": wordsPerSegment(pairs),
      "segments with a fault planted": corpus === undefined ? maker.planted : "unknown",
      "findings of all checks": keep(first.value).length,
      "findings by category": byCategory(first.value),
      "findings of the naive rule, indexOf": naive.check(pairs).length,
      "findings of the naive rule, one expression": pattern.check(pairs).length,
      "naive indexOf / all checks": ratio(naiveTimes.median, ours.median),
      "naive expression / all checks": ratio(patternTimes.median, ours.median),
      "peak memory before the naive rules, MiB": peak,
    },
  };
}

async function checkMemory({ units, corpus }) {
  const concepts = shippedConcepts();
  const terminology = terminologyOf(concepts);
  prepare(terminology);
  const times = [];
  const counts = {};
  let words = 0;
  let total = { ms: 0, cpu: 0 };
  for await (const pairs of await documentsOfMemory({ units, corpus })) {
    const { value, ms, cpu } = timed(() => check(pairs, terminology));
    if (pairs.length === MEMORY_DOCUMENT) times.push({ ms, cpu });
    total = { ms: total.ms + ms, cpu: total.cpu + cpu };
    words += (wordsPerSegment(pairs) * pairs.length) / units;
    for (const { category } of keep(value)) counts[category] = (counts[category] ?? 0) + 1;
  }
  const peak = peakMemory();
  const stored = await checkStored({ units, corpus, concepts });
  return {
    rows: [
      ...(times.length > 0 ? [{ what: `a document of ${MEMORY_DOCUMENT} units`, unit: "ms", ...summary(times) }] : []),
      { what: "1,000,000 units at that rate, one thread", unit: "min", ...summary([perMillion(total, units)]) },
      { what: `a memory of ${units} units, as it is served`, unit: "s", ...summary([inUnits(stored, 1_000)]) },
      {
        what: "1,000,000 units at that rate",
        unit: "min",
        budget: BUDGET.memoryMinutes,
        ...summary([perMillion(stored, units)]),
      },
    ],
    facts: {
      "units checked": units,
      "words a segment": Math.round(words),
      "units a second, one thread": Math.round((1_000 * units) / total.ms),
      "findings by category": counts,
      "peak memory with one thread, MiB": peak,
      ...stored.facts,
      "peak memory, MiB": peakMemory(),
    },
  };
}

/** A memory checked as `POST /v1/memories/{id}/check` has it done: read from its database, on all cores, with its report. */
async function checkStored({ units, corpus, concepts }) {
  const folder = mkdtempSync(join(tmpdir(), "entente-bench-"));
  const checks = new FileChecks();
  try {
    const database = join(folder, "entente.db");
    await fill(database, await documentsOfMemory({ units, corpus }));
    const what = { kind: "memory", name: "bench", sourceLang: "fr", targetLang: "en" };
    const choices = { glossaries: [{ id: "bench", concepts }], profile: {}, explain: false, showIgnored: false };
    const order = { database, what, ...choices, messages: "en", report: "json", version: "bench" };
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const { ms, cpu, value } = await timedToEnd(() => checks.run(order));
    delay.disable();
    keep(value.content);
    const facts = {
      "segments checked on threads": value.counts.segments,
      "report, MiB": Math.round(Buffer.byteLength(value.content) / 2 ** 20),
      "delay of the thread that answers, p99, ms": Math.round(delay.percentile(99) / 1e6),
      "delay of the thread that answers, most, ms": Math.round(delay.max / 1e6),
    };
    return { ms, cpu, facts };
  } finally {
    await checks.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Each unit has a key of its own, so that a text that comes again is another unit. */
async function fill(database, documents) {
  const store = Store.open({ path: database, tokensOf: () => [] });
  const langs = { sourceLang: "fr", targetLang: "en" };
  store.createMemory({ id: "bench", name: "bench", ...langs, penalty: 0, readOnly: false });
  const { id } = store.createJob({ kind: "import", memory: "bench" });
  const importer = store.importer(id, "bench", { onSame: "keep-both" });
  let made = 0;
  for await (const pairs of documents) {
    importer.write(
      pairs.map(({ fr, en }) => {
        const variant = (lang, text) => ({ lang, segment: { text, codes: [] }, properties: [], notes: [] });
        const variants = [variant("fr", fr), variant("en", en)];
        return { sourceLang: "fr", variants, context: { key: String(++made) }, properties: [], notes: [] };
      }),
    );
  }
  importer.commit();
  store.close();
}

function perMillion({ ms, cpu }, units) {
  return inUnits({ ms, cpu }, (60_000 * units) / 1e6);
}

function inUnits({ ms, cpu }, size) {
  return { ms: ms / size, cpu: cpu / size };
}

async function documentsOfMemory({ units, corpus }) {
  if (corpus !== undefined) return documentsOfCorpus(corpus, { count: units, size: MEMORY_DOCUMENT });
  return documentsMade(new PairMaker({ concepts: shippedConcepts(), shipped: await shippedPairs() }), units);
}

function* documentsMade(maker, units) {
  for (let left = units; left > 0; left -= MEMORY_DOCUMENT) yield maker.next(Math.min(left, MEMORY_DOCUMENT));
}

function makeRecogniser(count) {
  const shipped = shippedConcepts();
  const concepts = [...shipped, ...syntheticConcepts(count - shipped.length)];
  const before = heldMemory();
  const terminology = terminologyOf(concepts);
  const first = timed(() => prepare(terminology));
  const held = heldMemory() - before;
  let edited = concepts;
  const rebuilds = samples(
    () => {
      edited = withOneEdit(edited);
      return prepare(terminologyOf(edited));
    },
    { warmUp: 2, runs: 15 },
  );
  keep(prepare(terminology));
  return {
    rows: [
      { what: "both languages, from nothing", unit: "ms", ...summary([first]) },
      { what: "again after an edit of one concept", unit: "ms", budget: BUDGET.rebuildMs, ...summary(rebuilds) },
    ],
    facts: {
      designations: concepts.reduce((sum, { terms }) => sum + terms.length, 0),
      "held by the recognisers, MiB": held,
      "peak memory, MiB": peakMemory(),
    },
  };
}

function withOneEdit(concepts) {
  const at = concepts.length >> 1;
  const { terms, ...concept } = concepts[at];
  const edited = { ...concept, terms: terms.map((term) => ({ ...term, text: `${term.text} bis` })) };
  return concepts.with(at, edited);
}

function terminologyOf(concepts) {
  return Terminology.of([{ id: "bench", concepts }]);
}

/** Makes the recognisers of both languages, which wait for the first text. */
function prepare(terminology) {
  return terminology.recognize("OTAN", "fr").length + terminology.recognize("NATO", "en").length;
}

function check(pairs, terminology) {
  const segments = pairs.map(({ fr, en }) => ({ source: { text: fr, codes: [] }, target: { text: en, codes: [] } }));
  return checkDocument({ sourceLang: "fr", targetLang: "en", segments, terminology, messages: "en" });
}

async function firstDocument(corpus, size) {
  for await (const document of documentsOfCorpus(corpus, { count: size, size })) return document;
  return [];
}

function wordsPerSegment(pairs) {
  const words = pairs.reduce((sum, { fr, en }) => sum + fr.split(/\s+/).length + en.split(/\s+/).length, 0);
  return Math.round(words / pairs.length / 2);
}

function byCategory(findings) {
  const counts = {};
  for (const { category } of findings) counts[category] = (counts[category] ?? 0) + 1;
  return counts;
}

function ratio(a, b) {
  return Math.round((10 * a) / b) / 10;
}
