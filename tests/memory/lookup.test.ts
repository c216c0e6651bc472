import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { MemoryIndex } from "../../src/memory/memory-index.js";
import { query, unit } from "./corpora.js";

/** lookup.cases.tsv, row by row. */

function rows(file: string): string[][] {
  return readFileSync(new URL(file, import.meta.url), "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => line.split("\t").map((cell) => JSON.parse(`"${cell}"`) as string));
}

const index = new MemoryIndex();
for (const [id, fr = "", en = ""] of rows("lookup.memory.tsv")) index.add(unit(Number(id), fr, en));

describe("a look-up", () => {
  test.each(rows("lookup.cases.tsv"))("of %j at %s answers %s, unit %s: %s", (text = "", minScore, score, id) => {
    const [first] = index.lookup(query(text, { minScore: Number(minScore) }));
    expect([String(first?.score ?? ""), first?.unit ?? ""]).toEqual([score, id]);
  });
});
