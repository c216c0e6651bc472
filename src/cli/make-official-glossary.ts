import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Workspace } from "../workspace/workspace.js";
import { conceptsOfTable } from "./glossary-table.js";

/**
 * Makes `glossary/official.json` from the table of the official terms:
 *
 *     node dist/cli/make-official-glossary.js TABLE.tsv > glossary/official.json
 *
 * Run once; from then on the JSON is the source and people edit it. The file is written by a workspace in a folder of its
 * own, so that it is laid out as the server will lay it out at the first edit.
 */
const NAME = "NATO, EU and UN terms, French and English";
const NOTE =
  "Official names and usual terms of NATO, the European Union, the United Nations and defence. `sources` lists pages that show the terms; the property `status` says on which side they do (verified, fr-verified, en-verified; unverified is general knowledge), `forbiddenBasis` why a form is forbidden.";

const silent = { info: (): void => {}, warn: (): void => {}, error: (): void => {} };

async function officialGlossary(table: string): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), "entente-glossary-"));
  try {
    const workspace = await Workspace.open({ home, log: silent });
    const { id } = await workspace.createGlossary({ name: NAME, note: NOTE });
    await Promise.all(conceptsOfTable(table).map((concept) => workspace.putConcept(id, concept, undefined)));
    await workspace.close();
    return await readFile(join(home, "glossary", `${id}.json`), "utf8");
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

const [path] = process.argv.slice(2);
if (path === undefined) {
  console.error("usage: node dist/cli/make-official-glossary.js TABLE.tsv > glossary/official.json");
  process.exitCode = 2;
} else {
  process.stdout.write(await officialGlossary(await readFile(path, "utf8")));
}
