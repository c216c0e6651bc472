import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { availableParallelism, cpus, loadavg } from "node:os";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { kept } from "./measuring.mjs";

/**
 * Runs the benches of every `*.bench.mjs` in this folder: each has `benches`, a list of `{ name, title, run(options) }`, where
 * `run` answers `{ rows, facts }`. Each bench has a process of its own, so that none is warmed up or filled by another.
 *
 *     npm run bench
 *     npm run bench -- --only check-memory --units 1000000
 *     npm run bench -- --only check-memory --corpus pairs.tsv.gz --json
 */

const HELP = `npm run bench -- [--only NAME]… [--units N] [--corpus FILE.tsv[.gz]] [--runs N] [--json]
  --only NAME    the benches to run, all otherwise
  --units N      how large a memory is, 20000 otherwise
  --corpus FILE  texts to use in the place of made ones: English, a tab, French on each line
  --runs N       how often a document is measured after the warm-up, 30 otherwise
  --json         one JSON object a line
`;

const { values } = parseArgs({
  options: {
    only: { type: "string", multiple: true },
    units: { type: "string", default: "20000" },
    corpus: { type: "string" },
    runs: { type: "string", default: "30" },
    json: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
    /** Says that this process is the one for the bench that `only` names. */
    here: { type: "boolean", default: false },
  },
});

async function allBenches() {
  const files = readdirSync(new URL(".", import.meta.url)).filter((name) => name.endsWith(".bench.mjs"));
  const lists = await Promise.all(files.toSorted().map((name) => import(new URL(name, import.meta.url).href)));
  return lists.flatMap(({ benches }) => benches);
}

function wholeNumber(name) {
  const number = Number(values[name]);
  if (Number.isSafeInteger(number) && number >= 1) return number;
  process.stderr.write(`--${name} is to be a whole number from 1 on\n`);
  return process.exit(2);
}

async function runHere(bench) {
  const load = loadavg()[0];
  const options = { units: wholeNumber("units"), runs: wholeNumber("runs"), corpus: values.corpus };
  const result = await bench.run(options);
  const machine = { node: process.version, cpu: cpus()[0]?.model, cores: availableParallelism(), load };
  return { name: bench.name, title: bench.title, ...result, machine, sink: kept() };
}

/** Runs a bench in a process of its own, with a collector that can be called. */
function runApart({ name }) {
  const rest = process.argv.slice(2).filter((word, i, words) => word !== "--only" && words[i - 1] !== "--only");
  const command = ["--expose-gc", fileURLToPath(import.meta.url), ...rest, "--only", name, "--json", "--here"];
  const { stdout, status } = spawnSync(process.execPath, command, { stdio: ["ignore", "pipe", "inherit"] });
  if (status !== 0) process.exit(status ?? 1);
  return JSON.parse(stdout.toString());
}

function written({ title, rows, facts, machine }) {
  const lines = [
    `\n${title}`,
    `  ${machine.node}, ${machine.cores} cores, load ${machine.load.toFixed(1)} at the start`,
  ];
  for (const { what, unit, median, min, max, p99, cpu, runs, budget } of rows) {
    const spread = runs > 1 ? `; ${figure(min)} to ${figure(max)}, p99 ${figure(p99)}, ${runs} runs` : "";
    // Of another process it is not known.
    const processor = cpu === undefined ? "by the clock" : `processor ${figure(cpu)}`;
    const verdict = budget === undefined ? "" : `  budget ${budget} ${unit}: ${median <= budget ? "kept" : "EXCEEDED"}`;
    lines.push(`  ${what.padEnd(40)} ${figure(median).padStart(9)} ${unit} (${processor}${spread})${verdict}`);
  }
  for (const [name, value] of Object.entries(facts)) {
    const text = typeof value === "object" ? JSON.stringify(value).replace(/[{}"]/g, "").replaceAll(",", ", ") : value;
    lines.push(`  ${name.padEnd(40)} ${String(text).padStart(9)}`);
  }
  return `${lines.join("\n")}\n`;
}

function figure(value) {
  return value >= 100 ? value.toFixed(0) : value.toFixed(2);
}

if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}
const benches = await allBenches();
const chosen = benches.filter(({ name }) => values.only === undefined || values.only.includes(name));
if (chosen.length === 0) {
  process.stderr.write(`no such bench; there are ${benches.map(({ name }) => name).join(", ")}\n`);
  process.exit(2);
}
for (const bench of chosen) {
  const result = values.here ? await runHere(bench) : runApart(bench);
  process.stdout.write(values.json ? `${JSON.stringify(result)}\n` : written(result));
}
