import { performance } from "node:perf_hooks";
import process from "node:process";

/**
 * How long things take. What a measured function returns goes into a sink, so that no compiler may leave the work out.
 */

let sink = 0;

/** Takes a result in, so that it counts as used. */
export function keep(value) {
  sink = (sink * 31 + (typeof value === "number" ? value : value.length)) % 1_000_003;
  return value;
}

/** What was kept, to be printed. */
export function kept() {
  return sink;
}

/**
 * The milliseconds that a function takes, by the clock and of processor time (all threads of the process, the collector and the
 * compiler among them), and what it returns. On a machine with other work to do the second tells more.
 */
export function timed(work) {
  const cpuBefore = process.cpuUsage();
  const start = performance.now();
  const value = work();
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { ms, cpu: (user + system) / 1_000, value };
}

/** The same of work that is waited for. */
export async function timedToEnd(work) {
  const cpuBefore = process.cpuUsage();
  const start = performance.now();
  const value = await work();
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { ms, cpu: (user + system) / 1_000, value };
}

/** Runs `work`, first `warmUp` times for nothing and then `runs` times; answers what each of those took. */
export function samples(work, { warmUp, runs }) {
  for (let i = 0; i < warmUp; i++) keep(work());
  return Array.from({ length: runs }, () => {
    const { value, ...time } = timed(work);
    keep(value);
    return time;
  });
}

/**
 * Of times by the clock: median, least, most, and the 99th percentile by nearest rank, which is the most where there are
 * fewer than 100. `cpu`: the median of processor time.
 */
export function summary(times) {
  const sorted = times.map(({ ms }) => ms).toSorted((a, b) => a - b);
  const cpu = times.map((time) => time.cpu).toSorted((a, b) => a - b);
  const at = (share, list = sorted) => list[Math.ceil(share * list.length) - 1];
  return { runs: sorted.length, median: at(0.5), min: sorted[0], max: sorted.at(-1), p99: at(0.99), cpu: at(0.5, cpu) };
}

const MIB = 2 ** 20;

/** The most memory that this process has had resident so far, in MiB. */
export function peakMemory() {
  return Math.round((process.resourceUsage().maxRSS * 1024) / MIB);
}

/** What is held now, in MiB: the heap and the buffers beside it. Exact only after a collection. */
export function heldMemory() {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return Math.round((heapUsed + arrayBuffers) / MIB);
}
