import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import type { Concept } from "../../src/concept.js";
import { GlossaryFolder } from "../../src/store/glossary-folder.js";
import { readFollowedGlossary } from "../../src/workspace/followed-glossary-reader.js";

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), "entente-followed-"))));
afterEach(() => rm(folder, { recursive: true, force: true }));

const put = (name: string, text: string): Promise<void> => writeFile(join(folder, name), text);
const tbx = (terms: string): string =>
  `<martif type="TBX"><martifHeader><fileDesc><titleStmt><title>Ports</title></titleStmt></fileDesc></martifHeader><text><body>${terms}</body></text></martif>`;
const entry = (id: string, term: string): string =>
  `<termEntry id="${id}"><langSet xml:lang="fr"><tig><term>${term}</term></tig></langSet></termEntry>`;

function textsOf(glossaries: GlossaryFolder): Record<string, string[]> {
  const all = glossaries
    .all()
    .map(({ id, concepts }) => [id, concepts.flatMap(({ terms }) => terms.map(({ text }) => text))]);
  return Object.fromEntries(all) as Record<string, string[]>;
}

test("files of other formats are glossaries that follow their files", async () => {
  await put("ports.tbx", tbx(entry("c1", "quai")));
  await put("terms.en-fr.tsv", "jetty\tjetée\tA wall.\n");
  await put("pairs.csv", "en,fr\nbuoy,bouée\n");
  const glossaries = await GlossaryFolder.open(folder, readFollowedGlossary);
  expect(textsOf(glossaries)).toEqual({
    "ports.tbx": ["quai"],
    "terms.en-fr.tsv": ["jetty", "jetée"],
    "pairs.csv": ["buoy", "bouée"],
  });
  expect(glossaries.all().find(({ id }) => id === "ports.tbx")).toMatchObject({ name: "Ports", readOnly: true });
  expect(glossaries.concept("ports.tbx", "c1")?.concept.terms).toHaveLength(1);

  expect(await glossaries.refresh()).toBe(false);
  await put("ports.tbx", tbx(entry("c1", "quai") + entry("c2", "darse")));
  await rm(join(folder, "pairs.csv"));
  expect(await glossaries.refresh()).toBe(true);
  expect(textsOf(glossaries)).toEqual({ "ports.tbx": ["quai", "darse"], "terms.en-fr.tsv": ["jetty", "jetée"] });
});

test("a file that is faulty is named with its place, and its last good content served", async () => {
  await put("ports.tbx", tbx(entry("c1", "quai")));
  const glossaries = await GlossaryFolder.open(folder, readFollowedGlossary);
  await put("ports.tbx", `${tbx(entry("c1", "darse")).slice(0, -20)}`);
  expect(await glossaries.refresh()).toBe(true);
  expect(glossaries.faults).toMatchObject([{ file: "ports.tbx", line: 1 }]);
  expect(textsOf(glossaries)).toEqual({ "ports.tbx": ["quai"] });
  await put("ports.tbx", tbx(`${entry("c1", "darse")}\n${entry("c2", " ")}`));
  await glossaries.refresh();
  expect(glossaries.faults.map(({ line }) => line)).toEqual([2, 2]);
  expect(textsOf(glossaries)).toEqual({ "ports.tbx": ["darse"] });
  await put("nameless.tsv", "a\tb\n");
  await glossaries.refresh();
  expect(glossaries.faults).toContainEqual(expect.objectContaining({ file: "nameless.tsv", line: 1 }));
});

test("back matter of a file that stays as it is is no fault of it, and its entries' faults are", async () => {
  const back =
    '<back><refObjectList type="respPerson"><refObject id="p"><item>A</item></refObject></refObjectList></back>';
  await put("ports.tbx", tbx(entry("c1", "quai")).replace("</body>", `</body>${back}`));
  const glossaries = await GlossaryFolder.open(folder, readFollowedGlossary);
  expect([textsOf(glossaries), glossaries.faults]).toEqual([{ "ports.tbx": ["quai"] }, []]);
  await put("ports.tbx", tbx(entry("c1", "quai") + entry("c2", " ")).replace("</body>", `</body>${back}`));
  await glossaries.refresh();
  expect(glossaries.faults.map(({ reason }) => /back matter/.test(reason))).toEqual([false, false]);
});

test("an edit is refused with the reason, and the file stays as it is", async () => {
  await put("ports.tbx", tbx(entry("c1", "quai")));
  const glossaries = await GlossaryFolder.open(folder, readFollowedGlossary);
  const concept = glossaries.concept("ports.tbx", "c1")?.concept as Concept;
  await expect(glossaries.putConcept("ports.tbx", concept, undefined)).rejects.toMatchObject({ code: "read-only" });
  await expect(glossaries.deleteConcept("ports.tbx", "c1", "")).rejects.toMatchObject({ code: "read-only" });
  await expect(glossaries.remove("ports.tbx")).rejects.toMatchObject({
    code: "read-only",
    detail: { file: "glossary/ports.tbx" },
  });
});
