import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Entente, type Json } from "./entente.js";

/** Tables and JSON lines through the thread that imports, as their senders have them. */

let entente: Entente;
beforeAll(async () => void (entente = await Entente.start()));
afterAll(() => entente.end());

async function imported(id: string, file: string | Uint8Array, query = ""): Promise<Json> {
  const body = typeof file === "string" ? file : Buffer.from(file);
  const { status, headers, text } = await entente.ask("POST", `/v1/memories/${id}/import${query}`, { body });
  if (status !== 202) throw new Error(`the import was answered ${status}: ${text}`);
  return entente.ended(headers.location);
}

async function pairsOf(id: string): Promise<(readonly unknown[])[]> {
  const { json } = await entente.get(`/v1/memories/${id}/units?limit=1000`);
  return json.items.map(({ source, target }) => [source, target]);
}

async function exported(id: string, query: string): Promise<string> {
  const { status, text } = await entente.get(`/v1/memories/${id}/export?${query}`);
  expect(status).toBe(200);
  return text;
}

describe("a table read into a memory", () => {
  test("as Excel saves it in French: mark, semicolons, line ends in cells", async () => {
    const id = await entente.memory("Excel");
    const file =
      "\uFEFFFrançais;Anglais;Remarque\r\n" +
      '"Le chat dit ""oui"".";"The cat says ""yes"".";\r\n' +
      '"Deux lignes ;\nla seconde.";"Two lines;\nthe second.";relu\r\n' +
      "Coût : 3,5 €;Cost: €3.5;\r\n";
    expect(await imported(id, file, "?name=a.csv")).toMatchObject({ state: "done", read: 3, added: 3, problems: [] });
    expect(await pairsOf(id)).toEqual([
      ['Le chat dit "oui".', 'The cat says "yes".'],
      ["Deux lignes ;\nla seconde.", "Two lines;\nthe second."],
      ["Coût : 3,5 €", "Cost: €3.5"],
    ]);
    const text = await exported(id, "format=jsonl");
    expect(text).toContain("relu");
  });

  test("with the line sep=; that Excel knows, and in UTF-16 with tabs", async () => {
    const id = await entente.memory("Séparateurs");
    expect(await imported(id, "sep=;\r\nfr;en\r\nUn, deux.;One, two.\r\n", "?name=a.csv")).toMatchObject({ added: 1 });
    const utf16 = Buffer.from("\uFEFFfr\ten\r\nTrois.\tThree.\r\n", "utf16le");
    expect(await imported(id, utf16, "?name=b.txt")).toMatchObject({ added: 1, problems: [] });
    expect(await pairsOf(id)).toEqual([
      ["Un, deux.", "One, two."],
      ["Trois.", "Three."],
    ]);
  });

  test("takes the columns asked for, by name and by number", async () => {
    const id = await entente.memory("Colonnes");
    const file = "Ref,EN text,Comment,FR text\n7,One.,seen,Un.\n8,Two.,,Deux.\n";
    const byName = encodeURIComponent("source:FR text,target:EN text,id:Ref,note:comment");
    expect(await imported(id, file, `?name=a.csv&columns=${byName}`)).toMatchObject({ read: 2, added: 2 });
    expect(await pairsOf(id)).toEqual([
      ["Un.", "One."],
      ["Deux.", "Two."],
    ]);
    const bare = "8,Two!,,Deux.\n9,Three.,,Trois.\n";
    const byNumber = encodeURIComponent("source:4,target:2,id:1");
    expect(await imported(id, bare, `?name=a.csv&columns=${byNumber}`)).toMatchObject({ read: 2 });
    expect(await pairsOf(id)).toContainEqual(["Trois.", "Three."]);
  });

  test("whose columns are not there fails, and says what would be right", async () => {
    const id = await entente.memory("Absentes");
    for (const query of ["?name=a.csv", `?name=a.csv&columns=${encodeURIComponent("source:FR,target:DE")}`]) {
      const job = await imported(id, "alpha,beta,gamma,delta\na,b,c,d\n", query);
      expect(job).toMatchObject({ state: "failed", problems: [{ line: 1 }] });
      expect(job.error).toMatch(/column/);
    }
    expect(await pairsOf(id)).toEqual([]);
  });

  test("of more than a megabyte goes the same way, and a bad row costs itself only", async () => {
    const id = await entente.memory("Grand tableau");
    const rows = Array.from(
      { length: 15_000 },
      (_, i) => `${i};Phrase numéro ${i} ${"et la suite ".repeat(5)};Sentence ${i}`,
    );
    rows[9_000] = '9000;"Phrase \u0000 fautive";x';
    const file = `\uFEFFn;Texte;Traduit\r\n${rows.join("\r\n")}\r\n`;
    expect(Buffer.byteLength(file)).toBeGreaterThan(1_048_576);
    const columns = encodeURIComponent("source:Texte,target:Traduit,id:n");
    expect(await imported(id, file, `?name=a.csv&columns=${columns}`)).toMatchObject({
      state: "done",
      read: 15_000,
      added: 14_999,
      skipped: 1,
      problems: [{ line: 9_002 }],
    });
  });

  test("in a code page that says nothing of itself is refused at the byte, and changes nothing", async () => {
    const id = await entente.memory("Page de codes");
    const job = await imported(id, Buffer.from("fr,en\nUn été.,One summer.\n", "latin1"), "?name=a.csv");
    expect(job).toMatchObject({ state: "failed", problems: [{ line: 2, column: 4 }] });
    expect(job.error).toMatch(/UTF-8/);
  });

  test("is what an export of it gives: the same units come back, formulas too", async () => {
    const [from, to] = [await entente.memory("Aller"), await entente.memory("Retour")];
    const pairs = [
      ["=SOMME(A1)", "+SUM(A1)"],
      ["-x", "@y"],
      ["'='", "''"],
      [" espace insécable\u00A0», ", 'line\nbreak; "quoted"'],
    ] as const;
    for (const [source, target] of pairs) await entente.unit(from, source, target);
    for (const format of ["csv", "tsv"]) {
      const file = await exported(from, `format=${format}&bom=true`);
      await imported(to, file, `?name=a.${format}`);
      expect(await pairsOf(to)).toEqual(pairs);
    }
  });
});

const RICH = `<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en" srclang="fr" datatype="html"/><body>
<tu tuid="a" creationdate="20240102T030405Z" creationid="Ana" changedate="20250102T030405Z" changeid="Élise" usagecount="7" lastusagedate="20250601T000000Z">
<note>une note</note><prop type="x-client">ACME &amp; Cie</prop>
<tuv xml:lang="fr-CA"><note>du variant</note><seg>Un <bpt i="1">&lt;b></bpt>mot<ept i="1">&lt;/b></ept><ph x="1"/> 😀</seg></tuv>
<tuv xml:lang="en-GB" changedate="20250103T000000Z"><seg>A <bpt i="1">&lt;b></bpt>word<ept i="1">&lt;/b></ept><ph x="1"/> 😀</seg></tuv>
<tuv xml:lang="de"><seg>Ein Wort\u00A0!</seg></tuv></tu>
<tu><tuv xml:lang="fr"><seg>Répété.</seg></tuv><tuv xml:lang="en"><seg>Repeated.</seg></tuv></tu>
<tu><tuv xml:lang="fr"><seg>Répété.</seg></tuv><tuv xml:lang="en"><seg>Said again.</seg></tuv></tu>
</body></tmx>`;

describe("a backup as JSON lines", () => {
  test("read into another memory gives an identical store, and read again changes nothing", async () => {
    const [from, to] = [await entente.memory("Sauvegarde"), await entente.memory("Restauration")];
    expect(await imported(from, RICH)).toMatchObject({ added: 3, problems: [] });
    await entente.unit(from, "Ajouté ici.", "Added here.");
    const backup = await exported(from, "format=jsonl");
    expect(await imported(to, backup)).toMatchObject({ read: 4, added: 4, problems: [], problemCount: 0 });
    const restored = await exported(to, "format=jsonl");
    const [head, ...units] = backup.trimEnd().split("\n");
    const [otherHead, ...others] = restored.trimEnd().split("\n");
    expect(others).toEqual(units);
    expect({ ...JSON.parse(otherHead ?? ""), name: "" }).toEqual({ ...JSON.parse(head ?? ""), name: "" });
    expect(await exported(to, "format=tmx")).toBe(await exported(from, "format=tmx"));
    expect(await imported(to, backup)).toMatchObject({ read: 4, added: 0, updated: 0, unchanged: 4 });
  });

  test("with a line that is broken loses that unit only, and says where", async () => {
    const [from, to] = [await entente.memory("Entier"), await entente.memory("Ébréché")];
    for (const word of ["un", "deux", "trois"]) await entente.unit(from, word, `${word} in English`);
    const lines = (await exported(from, "format=jsonl")).trimEnd().split("\n");
    const at = lines.findIndex((line) => line.includes("deux"));
    const broken = lines.with(at, (lines[at] ?? "").slice(0, -5)).join("\n");
    expect(await imported(to, broken)).toMatchObject({
      state: "done",
      added: 2,
      skipped: 1,
      problems: [
        { line: at + 1, column: (lines[at] ?? "").length - 4 },
        { line: lines.length, reason: expect.stringContaining("3 units, and 2") },
      ],
    });
    expect((await pairsOf(to)).map(([source]) => source)).toEqual(["un", "trois"]);
  });
});
