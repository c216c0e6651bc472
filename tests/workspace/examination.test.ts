import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MAX_NAMED_BREACHES } from "../../src/breaches.js";
import { examined, MAX_EXAMINED } from "../../src/workspace/examination.js";

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "entente-examination-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function file(content: string): string {
  const path = join(folder, "file");
  writeFileSync(path, content);
  return path;
}

const HEADER =
  '<header srclang="fr" creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en" datatype="plaintext"/>';
const unit = (attributes = ""): string =>
  `<tu${attributes}><tuv xml:lang="fr"><seg>a</seg></tuv><tuv xml:lang="en"><seg>b</seg></tuv></tu>\n`;
const tmx = (...units: readonly string[]): string =>
  `<tmx version="1.4">${HEADER}<body>\n${units.join("")}</body></tmx>`;

test("breaches are all counted, the first hundred of them named in the order of the file", async () => {
  const count = MAX_NAMED_BREACHES + 7;
  const found = await examined(file(tmx(...Array.from({ length: count }, () => unit(' x=""')), unit())));
  expect(found).toMatchObject({ count, byRule: { "tmx.attribute-not-allowed": count } });
  expect(found?.first.map(({ line }) => line)).toEqual(Array.from({ length: MAX_NAMED_BREACHES }, (_, i) => i + 2));
});

test("what a careful author would change is no breach", async () => {
  expect(await examined(file(tmx(unit(' usagecount="often"'))))).toEqual({ count: 0, byRule: {}, first: [] });
});

test("a file past the limit is not held to the rules", async () => {
  const path = file(tmx(unit(' x=""')));
  expect(await examined(path)).toMatchObject({ count: 1 });
  truncateSync(path, MAX_EXAMINED + 1);
  expect(await examined(path)).toBeNull();
});

test("tables, JSON lines and what is none of ours have no such rules", async () => {
  expect(await examined(file("fr,en\nun,one\n"), { name: "a.csv" })).toBeUndefined();
  expect(await examined(file('{"a":1}\n'))).toBeUndefined();
  expect(await examined(file("<html/>"))).toBeUndefined();
  expect(await examined(file(""))).toBeUndefined();
});

test("a file that is not well-formed is refused with the place", async () => {
  await expect(examined(file(tmx(unit()).slice(0, -3)))).rejects.toMatchObject({
    code: "malformed",
    detail: { line: 3 },
  });
});
