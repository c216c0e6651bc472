import { parentPort, workerData } from "node:worker_threads";
import { IndexPart, PartFault, statedChecksum } from "../memory/index-part.js";
import { PartBuilder } from "../memory/part-builder.js";
import { mergeParts } from "../memory/part-merger.js";
import { Store } from "../store/store.js";
import { searchTokens } from "./analysis.js";
import { deadBut, markDead } from "./dead-rows.js";
import type { PartWithDead } from "./index-replica.js";
import { IndexSnapshot, type NamedPart } from "./index-snapshot.js";
import { eachCommon } from "./sorted-numbers.js";

/** A thread that does one long piece of work for the fuzzy index and ends. */

export type IndexOrder =
  | { readonly kind: "load"; readonly database: string; readonly folder: string }
  | { readonly kind: "build"; readonly database: string; readonly versions: Float64Array }
  | { readonly kind: "merge"; readonly parts: readonly Omit<PartWithDead, "name">[] };

/** What a start finds in the files, held against the database. */
export interface LoadedIndex {
  readonly parts: readonly PartWithDead[];
  /** The versions that live and are in no part. */
  readonly missing: Float64Array;
  /** Why what was kept could not be used, in whole or in part. */
  readonly faults: readonly string[];
}

async function load(database: string, folder: string): Promise<LoadedIndex> {
  const store = Store.open({ path: database, tokensOf: searchTokens });
  try {
    const { mark, parts, faults } = await new IndexSnapshot(folder, statedChecksum).read();
    const living = store.livingVersions();
    if (mark === undefined) return { parts: [], missing: living, faults };
    if (!store.marks.knows(mark)) {
      const reason = "the files of the index belong to another database, or to this one as it was at another time";
      return { parts: [], missing: living, faults: [...faults, reason] };
    }
    return compared(parts, living, faults);
  } finally {
    store.close();
  }
}

/** The parts that are whole, with what lives no more marked dead in them. */
function compared(parts: readonly NamedPart[], living: Float64Array, before: readonly string[]): LoadedIndex {
  const found = new Uint8Array(living.length);
  const faults = [...before];
  const loaded: PartWithDead[] = [];
  for (const { name, buffer } of parts) {
    let part: IndexPart;
    try {
      part = IndexPart.open(buffer);
    } catch (error) {
      if (!(error instanceof PartFault)) throw error;
      faults.push(`${name} cannot be used: ${error.message}`);
      continue;
    }
    const dead = deadBut(part.versions, living);
    eachCommon(part.versions, living, (row, place) => {
      // A unit lives in one place: files that say otherwise were not written by one process.
      if (found[place] === 1) markDead(dead, row);
      found[place] = 1;
    });
    loaded.push({ name, buffer, dead });
  }
  return { parts: loaded, missing: living.filter((_, place) => found[place] === 0), faults };
}

function build(database: string, versions: Float64Array): SharedArrayBuffer | undefined {
  const store = Store.open({ path: database, tokensOf: searchTokens });
  try {
    const builder = new PartBuilder();
    for (const { unit, version } of store.ofVersions(versions)) builder.add(unit, version);
    return builder.size === 0 ? undefined : builder.build().buffer;
  } finally {
    store.close();
  }
}

function merge(parts: readonly Omit<PartWithDead, "name">[]): SharedArrayBuffer | undefined {
  const opened = parts.map(({ buffer, dead }) => ({ part: IndexPart.open(buffer, { checked: true }), dead }));
  return mergeParts(opened)?.buffer;
}

function done(order: IndexOrder): unknown {
  switch (order.kind) {
    case "load":
      return load(order.database, order.folder);
    case "build":
      return build(order.database, order.versions);
    case "merge":
      return merge(order.parts);
  }
}

const port = parentPort;
if (port !== null) port.postMessage(await done(workerData as IndexOrder));
