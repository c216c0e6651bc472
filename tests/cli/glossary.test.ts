import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { entente, newHome, removeHome, tmx, type Ran } from "./entente.js";

let home = "";
beforeEach(() => {
  home = newHome("empty");
});
afterEach(() => removeHome(home));

function file(name: string, content: string): string {
  const path = join(home, name);
  writeFileSync(path, content);
  return path;
}

const run = (...args: string[]): Promise<Ran> => entente(args, { home });
const INTO = ["--glossary", "Client"];
const NEW = [...INTO, "--create"];

/** What a terminologist keeps in a spreadsheet, with the columns that Excel in French gives it. */
const TABLE =
  "\uFEFFfiche;domaine;définition;langue;terme;statut;type de terme;remarques\r\n" +
  'F1;ports;"Un mur ; il tient la mer dehors.";fr;jetée;privilégié;;\r\n' +
  "F1;;;fr;môle;admis;;vieux mot\r\n" +
  "F1;;;en;jetty;preferred;;\r\n" +
  "F2;alliances;;fr;OTAN;privilégié;sigle;\r\n" +
  "F2;;;en;NATO;;acronym;\r\n" +
  "F2;;;en;the Nato;à proscrire;;\r\n";

const TBX = `<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><tbxHeader><fileDesc><sourceDesc><p>Ports</p></sourceDesc></fileDesc></tbxHeader><text><body>
<conceptEntry id="c1"><langSec xml:lang="en"><termSec><term>quay</term></termSec></langSec><langSec xml:lang="fr"><termSec><term>quai</term></termSec></langSec></conceptEntry>
<conceptEntry id="c2" colour="red"><langSec xml:lang="en"><termSec><term>buoy</term></termSec></langSec></conceptEntry>
</body></text></tbx>
`;

async function concepts(id: string): Promise<unknown> {
  const { code, stdout } = await run("glossary", "export", id, "--format", "json");
  expect(code).toBe(0);
  return (JSON.parse(stdout) as { concepts: unknown }).concepts;
}

describe("entente glossary import", () => {
  test("makes the glossary and reads a table with French names for its columns", async () => {
    const path = file("termes.csv", TABLE);
    const { code, stdout, stderr } = await run("glossary", "import", path, ...NEW);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toBe(`${path}: 2 concepts read into client: 2 added, 0 updated, 0 unchanged, 0 skipped\n`);
    expect(await concepts("client")).toEqual([
      {
        id: "F1",
        subject: "ports",
        definition: "Un mur ; il tient la mer dehors.",
        terms: [
          { lang: "fr", text: "jetée", status: "preferred", type: "full-form" },
          { lang: "fr", text: "môle", status: "admitted", type: "full-form", note: "vieux mot" },
          { lang: "en", text: "jetty", status: "preferred", type: "full-form" },
        ],
      },
      {
        id: "F2",
        subject: "alliances",
        terms: [
          { lang: "fr", text: "OTAN", status: "preferred", type: "acronym" },
          { lang: "en", text: "NATO", status: "preferred", type: "acronym" },
          { lang: "en", text: "the Nato", status: "forbidden", type: "full-form" },
        ],
      },
    ]);
    const again = await run("glossary", "import", path, ...INTO);
    expect(again.stdout).toContain("0 added, 0 updated, 2 unchanged, 0 skipped");
  });

  test("reads TBX, names the rules that it breaks, and writes nothing where that is only asked about", async () => {
    const path = file("ports.tbx", TBX);
    const asked = await run("glossary", "import", path, ...NEW, "--dry-run", "--strict");
    expect(asked.code).toBe(0);
    expect(asked.stdout).toBe(`${path}: 2 concepts would go into client: 2 added, 0 updated, 0 unchanged, 0 skipped\n`);
    expect(asked.stderr).toContain(`${path}:4:1: <conceptEntry> has the attribute colour`);
    expect(asked.stderr).toContain("1 tbx.attribute-not-allowed");
    expect(await concepts("client")).toEqual([]);
    const { stdout } = await run("glossary", "import", path, ...INTO, "--json");
    expect(JSON.parse(stdout)).toMatchObject({
      file: path,
      glossary: "client",
      added: 2,
      breaches: { byRule: { "tbx.attribute-not-allowed": 1 } },
    });
  });

  test("reads OmegaT's columns in the languages named, and others by a mapping", async () => {
    const bare = file("omegat.txt", "jetty\tjetée\tA wall\nquay\tquai\n");
    expect((await run("glossary", "import", bare, ...NEW)).code).toBe(3);
    const read = await run("glossary", "import", bare, ...INTO, "--source", "en", "--target", "fr");
    expect(read.stdout).toContain("2 added");
    const mapped = file("liste.csv", "N°,Anglais UK,Mot\n1,pier,appontement\n");
    const columns = "concept:N°,en-GB:Anglais UK,fr:Mot";
    expect((await run("glossary", "import", mapped, ...INTO, "--columns", columns)).stdout).toContain("1 added");
    expect(await concepts("client")).toContainEqual({
      id: "1",
      terms: [
        { lang: "en-GB", text: "pier", status: "preferred", type: "full-form" },
        { lang: "fr", text: "appontement", status: "preferred", type: "full-form" },
      ],
    });
  });

  test("tells what could not be read, ends with 1 only when strict, and changes nothing for half a file", async () => {
    const path = file("odd.csv", "lang,term\nfr,un\n!,deux\n");
    const lenient = await run("glossary", "import", path, ...NEW);
    expect([lenient.code, lenient.stderr]).toEqual([
      0,
      expect.stringContaining(`${path}:3:1: #3: "!" is no language tag`),
    ]);
    expect((await run("glossary", "import", path, ...INTO, "--strict")).code).toBe(1);
    const before = await concepts("client");
    const half = file("half.tbx", TBX.slice(0, TBX.indexOf("buoy")));
    const refused = await run("glossary", "import", half, ...INTO);
    expect(refused.code).toBe(3);
    expect(refused.stderr).toMatch(/^entente: .*half\.tbx:4:\d+: /);
    expect(await concepts("client")).toEqual(before);
  });

  test("ends with 4 for a glossary or a file that is not there", async () => {
    const path = file("termes.csv", TABLE);
    mkdirSync(join(home, "glossary"));
    const { code, stderr } = await run("glossary", "import", path, ...INTO);
    expect([code, stderr]).toEqual([4, expect.stringContaining("--create")]);
    expect((await run("glossary", "import", join(home, "no.csv"), ...NEW)).code).toBe(4);
  });
});

describe("entente glossary export", () => {
  beforeEach(async () => {
    await run("glossary", "import", file("termes.csv", TABLE), ...NEW);
  });

  test.each(["tbx", "tbx2", "csv", "json"])("as %s gives a file that imports as the same concepts", async (format) => {
    const path = join(home, `out.${format}`);
    const { code, stdout, stderr } = await run(
      "glossary",
      "export",
      "client",
      "--format",
      format,
      "-o",
      path,
      "--json",
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(JSON.parse(stdout)).toEqual({ glossary: "client", format, file: path, bytes: readFileSync(path).length });
    expect(existsSync(`${path}.part`)).toBe(false);
    const back = await run("glossary", "import", path, "--glossary", "Copy", "--create");
    expect({ code: back.code, stderr: back.stderr }).toEqual({ code: 0, stderr: "" });
    expect(await concepts("copy")).toEqual(await concepts("client"));
  });

  test("as tsv holds pairs for OmegaT, and the loss report says what it does not hold", async () => {
    const lost = join(home, "lost.json");
    const args = ["--format", "tsv", "--from", "en", "--to", "fr", "--loss-report", lost];
    const { code, stdout, stderr } = await run("glossary", "export", "client", ...args);
    expect(code).toBe(0);
    expect(stdout).toBe(
      "jetty\tjetée\tports; Un mur ; il tient la mer dehors.\njetty\tmôle\tports; Un mur ; il tient la mer dehors.\nNATO\tOTAN\talliances\n",
    );
    expect(stderr).toContain("tsv has no room for all of 2 of 2: ");
    const report = JSON.parse(readFileSync(lost, "utf8")) as { totals: Record<string, number>; losses: unknown[] };
    expect(report).toMatchObject({ format: "tsv", units: 2, unitsWithLoss: 2 });
    expect(report.totals).toMatchObject({ ids: 2, "terms not approved": 1 });
    expect(report.losses).toContainEqual({ unit: "F2", what: "terms not approved", count: 1 });
  });

  test("ends with 4 for a glossary that is not there, and leaves the file of that name alone", async () => {
    const path = file("out.tbx", "precious");
    const { code, stderr } = await run("glossary", "export", "nowhere", "-o", path);
    expect([code, stderr]).toEqual([4, expect.stringContaining("nowhere")]);
    expect(readFileSync(path, "utf8")).toBe("precious");
  });
});

describe("the loss report of a memory's export", () => {
  test("says by unit what a table has no room for, and nothing of what holds all", async () => {
    const coded = tmx(["Un mot.", "A word."], ["Rien.", "Nothing."]).replace(
      "Un mot.",
      'Un <ph x="1">&lt;br/></ph>mot.',
    );
    const path = file("a.tmx", coded);
    await run("import", path, "--memory", "client", "--create", "--source", "fr", "--target", "en");
    const lost = join(home, "lost.json");
    const csv = await run("export", "client", "--format", "csv", "-o", join(home, "a.csv"), "--loss-report", lost);
    expect(csv.code).toBe(0);
    expect(csv.stderr).toContain("csv has no room for all of 1 of 2: 1 codes");
    expect(JSON.parse(readFileSync(lost, "utf8"))).toMatchObject({
      format: "csv",
      units: 2,
      unitsWithLoss: 1,
      totals: { codes: 1 },
      losses: [{ what: "codes", count: 1 }],
      lossCount: 1,
    });
    const whole = await run(
      "export",
      "client",
      "--format",
      "jsonl",
      "-o",
      join(home, "a.jsonl"),
      "--loss-report",
      lost,
    );
    expect(whole.stderr).toBe("");
    expect(JSON.parse(readFileSync(lost, "utf8"))).toMatchObject({ unitsWithLoss: 0, losses: [] });
  });
});
