import type { ServerResponse } from "node:http";
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Workspace } from "../workspace/workspace.js";

/** Bounds of the histogram, in seconds: look-ups take one to a hundred milliseconds, files seconds to minutes. */
const BUCKETS = [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/**
 * What the service has done and holds, for Prometheus. Routes are named as the contract has them, never by their paths:
 * ids would make a series each.
 */
export class Metrics {
  readonly #registry = new Registry();
  readonly #requests: Histogram<"method" | "route" | "status">;

  constructor(workspace: Workspace, version: string) {
    const registers = [this.#registry];
    this.#requests = new Histogram({
      name: "entente_http_request_duration_seconds",
      help: "Requests answered, by how long that took.",
      labelNames: ["method", "route", "status"],
      buckets: BUCKETS,
      registers,
    });
    collectDefaultMetrics({ register: this.#registry });
    new Gauge({ name: "entente_info", help: "The release.", labelNames: ["version"], registers }).set({ version }, 1);
    gauge(registers, "entente_units", "Units, by memory.", ["memory"], (set) => {
      for (const { id, units } of workspace.memories()) set({ memory: id }, units);
    });
    gauge(registers, "entente_concepts", "Concepts, by glossary.", ["glossary"], (set) => {
      for (const { id, concepts } of workspace.glossaries()) set({ glossary: id }, concepts);
    });
    gauge(registers, "entente_jobs", "Jobs, by kind and state.", ["kind", "state"], (set) => {
      for (const { kind, state, jobs } of workspace.jobDesk.counts) set({ kind, state }, jobs);
    });
    gauge(registers, "entente_faults", "Files of the home that could not be read.", [], (set) =>
      set({}, workspace.faults.length),
    );
    counter(registers, "entente_lookups_total", "Segments looked up.", () => workspace.tally.segments);
    counter(registers, "entente_matches_total", "Matches found.", () => workspace.tally.matches);
  }

  /** Counts a request of a route when its answer is through. One whose caller left counts as 499, as proxies have it. */
  watch(response: ServerResponse, method: string, route: string): void {
    const end = this.#requests.startTimer({ method, route });
    response.once("close", () => end({ status: String(response.writableFinished ? response.statusCode : 499) }));
  }

  /** Everything, in the text format of Prometheus. */
  async text(): Promise<{ text: string; contentType: string }> {
    return { text: await this.#registry.metrics(), contentType: this.#registry.contentType };
  }
}

/** A value that is asked for whenever it is read; labels that are no more go. */
function gauge<Label extends string>(
  registers: Registry[],
  name: string,
  help: string,
  labelNames: readonly Label[],
  read: (set: (labels: Partial<Record<Label, string>>, value: number) => void) => void,
): void {
  new Gauge({
    name,
    help,
    labelNames,
    registers,
    collect() {
      this.reset();
      read((labels, value) => this.set(labels as Record<Label, string>, value));
    },
  });
}

function counter(registers: Registry[], name: string, help: string, read: () => number): void {
  new Counter({
    name,
    help,
    registers,
    collect() {
      this.reset();
      this.inc(read());
    },
  });
}
