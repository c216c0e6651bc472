import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { fuzzCase, mutated } from "./mutations.mjs";
import { READERS } from "./readers.mjs";
import { filesIn, seedsFor } from "./seeds.mjs";
import { smallest } from "./smallest.mjs";
import { NO_ANSWER, Trial } from "./trial.mjs";

/**
 * `npm run fuzz -- [--minutes N | --cases N] [--seed S] [--only READER] [--files DIR] [--keep DIR] [--seconds N]`: mutates
 * files and holds every reader to what must be true of any file (readers.mjs). Each reader gets the minutes, or the cases,
 * in turn. `--files` adds a folder's files to the fixtures of these tests; `--keep` is where the smallest file of each
 * finding goes; `--seconds` is how long a case may take. Prints outcomes by reader, and ends with 1 where there are findings.
 */

const CASES_AT_A_TIME = 200;

const { values: asked } = parseArgs({
  options: {
    minutes: { type: "string" },
    cases: { type: "string" },
    seed: { type: "string" },
    only: { type: "string" },
    files: { type: "string" },
    keep: { type: "string" },
    seconds: { type: "string", default: "5" },
  },
});

function usage(message) {
  console.error(
    `${message}\nusage: npm run fuzz -- [--minutes N | --cases N] [--seed S] [--only READER] [--files DIR]`,
  );
  console.error(`readers: ${Object.keys(READERS).join(", ")}`);
  process.exit(2);
}

function positive(name) {
  const value = asked[name];
  if (value !== undefined && !(Number(value) > 0)) usage(`--${name} ${value}: give a number above 0`);
  return value === undefined ? undefined : Number(value);
}

/** Tries cases until they are enough; fast-check makes each finding small, and what is known already is counted only. */
async function fuzz(reader, seeds, { seed, cases, until }) {
  const trial = new Trial(reader, positive("seconds") * 1_000);
  const outcomes = new Map();
  const findings = new Map();
  let count = 0;
  const isOver = () => (until === undefined ? count >= cases : Date.now() >= until);
  for (let round = 0; !isOver(); round += 1) {
    let shrinking;
    const property = fc.asyncProperty(fuzzCase(seeds.length, READERS[reader]), async (one) => {
      // What began this is over: the cases that fast-check has still to try are none of the time that was given.
      if (shrinking === undefined && isOver()) return;
      const { name } = seeds[one.file];
      const { outcome, failure, mark } = await trial.of({ bytes: mutated(one, seeds), name, pieces: one.pieces });
      if (shrinking === undefined) {
        count += 1;
        const told = outcome ?? "FINDING";
        outcomes.set(told, (outcomes.get(told) ?? 0) + 1);
      }
      if (failure === undefined || findings.has(mark) || (shrinking ?? mark) !== mark) return;
      shrinking = mark;
      throw new Error(failure);
    });
    const run = await fc.check(property, {
      seed: seed + round,
      numRuns: Math.min(CASES_AT_A_TIME, until === undefined ? cases - count : CASES_AT_A_TIME),
      interruptAfterTimeLimit: 120_000,
      markInterruptAsFailure: false,
    });
    if (run.counterexample !== null && shrinking !== undefined) {
      const [one] = run.counterexample;
      const small = await smallest(trial, one, seeds, shrinking);
      // A machine that is busy is late, and not late again.
      if (small.failure === undefined && shrinking === NO_ANSWER) continue;
      findings.set(shrinking, { one, seed: seed + round, ...small });
      report(reader, shrinking, findings.get(shrinking), seeds);
    }
  }
  await trial.end();
  return { count, outcomes, findings };
}

function report(reader, mark, { one, seed, bytes, failure }, seeds) {
  console.log(`\nFINDING in ${reader} (seed ${seed}): ${mark}\n${failure ?? "it does not happen again"}`);
  console.log(`of ${seeds[one.file].name}: ${JSON.stringify(one.mutations).slice(0, 1_000)}`);
  const shown = bytes.toString("utf8");
  console.log(`${bytes.length} bytes: ${JSON.stringify(shown.slice(0, 1_500))}${shown.length > 1_500 ? "…" : ""}`);
  if (asked.keep === undefined) return;
  mkdirSync(asked.keep, { recursive: true });
  const name = `${reader}-${mark.replace(/[^\w]+/g, "-").slice(0, 60)}-${seeds[one.file].name.replace(/[^\w.]+/g, "-")}`;
  writeFileSync(join(asked.keep, name), bytes);
}

const seed = asked.seed === undefined ? Date.now() % 1_000_000 : positive("seed");
const minutes = positive("minutes");
const cases = positive("cases") ?? (minutes === undefined ? 1_000 : undefined);
const readers = asked.only === undefined ? Object.keys(READERS) : asked.only.split(",");
const unknown = readers.find((reader) => !Object.hasOwn(READERS, reader));
if (unknown !== undefined) usage(`--only ${unknown}: there is no such reader`);
const fixtures = filesIn(fileURLToPath(new URL("../formats/", import.meta.url)));
const files = [...fixtures, ...(asked.files === undefined ? [] : filesIn(asked.files))];

let wrong = 0;
for (const reader of readers) {
  const seeds = await seedsFor(reader, READERS[reader], files);
  const until = minutes === undefined ? undefined : Date.now() + minutes * 60_000;
  const { count, outcomes, findings } = await fuzz(reader, seeds, { seed, cases, until });
  const told = [...outcomes].map(([outcome, times]) => `${outcome} ${times}`).sort();
  console.log(
    `${reader}: ${count} cases of ${seeds.length} files, seed ${seed}: ${told.join("; ")}; ${findings.size} findings`,
  );
  wrong += findings.size;
}
process.exitCode = wrong > 0 ? 1 : 0;
