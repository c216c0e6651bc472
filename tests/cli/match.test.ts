import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { endOf, entente, newHome, removeHome, serve, start, tmx, type Served } from "./entente.js";

const TITLE =
  "L’OTAN et l’Union européenne expriment leur soutien commun à l’Ukraine à l’occasion d’une réunion du Conseil de l’Atlantique Nord et du Comité politique et de sécurité";
const ENGLISH_TITLE =
  "NATO and the European Union express their shared support for Ukraine at a meeting of the North Atlantic Council and the Political and Security Committee";
const FIFTH = "Cette assistance est indispensable pour aider l’Ukraine à défendre sa souveraineté.";
const FRENCH = ["--from", "fr", "--to", "en"];

interface Line {
  readonly text: string;
  readonly matches: { score: number; kind: string; target: string; edits: { op: string }[] }[];
}

function lines(stdout: string): Line[] {
  return stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Line);
}

describe("entente match on a home that nobody serves", () => {
  let home = "";
  beforeAll(() => {
    home = newHome();
  });
  afterAll(() => removeHome(home));

  test("returns the English of the press release's title at 100", async () => {
    const { code, stdout, stderr } = await entente(["match", TITLE, ...FRENCH], { home });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("  100  exact  ");
    expect(stdout).toContain(`       en  ${ENGLISH_TITLE}\n`);
  });

  test("shows the translation put right where numbers alone differ", async () => {
    const other = newHome("empty");
    const file = join(other, "a.tmx");
    writeFileSync(file, tmx(["Il y a 50 000 soldats.", "There are 50,000 soldiers."]));
    await entente(["import", file, "--memory", "m", "--create", "--source", "fr", "--target", "en"], { home: other });
    const { stdout } = await entente(["match", "Il y a 75 000 soldats.", ...FRENCH, "--min-score", "1"], {
      home: other,
    });
    expect(stdout).toContain("       en  There are [-50,000-]{+75,000+} soldiers.  (adapted)\n");
    removeHome(other);
  });

  test("returns a fuzzy match with its score and its marked edits for two words changed", async () => {
    const changed = TITLE.replace("commun", "constant").replace("réunion", "séance");
    const { code, stdout } = await entente(["match", changed, ...FRENCH], { home });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ {3}\d\d {2}fuzzy {2}/m);
    expect(stdout).toContain("[-constant-]{+commun+}");
    expect(stdout).toContain("[-séance-]{+réunion+}");
    expect(stdout).toContain(ENGLISH_TITLE);
  });

  test("looks a document up with its neighbours: a sentence in its place is a context match", async () => {
    const document = `\uFEFF${TITLE}\r\n\r\nLe mercredi 28 mai 2025, il a plu.\r\n`;
    const { code, stdout } = await entente(["match", "--file", "-", "--json", ...FRENCH], { home, stdin: document });
    expect(code).toBe(0);
    const [title, rain] = lines(stdout);
    expect(title?.text).toBe(TITLE);
    // Before it the document's edge, as in the memory; the sentence after it is another one.
    expect(title?.matches[0]).toMatchObject({ score: 100, kind: "exact", target: ENGLISH_TITLE });
    expect(rain?.matches).toEqual([]);
  });

  test("splits paragraphs into sentences, which are then all in their place", async () => {
    const paragraph =
      "L’OTAN et l’Union européenne entretiennent de longue date un partenariat étroit et ont de nombreux intérêts communs en matière de sécurité. " +
      "Depuis l’invasion à grande échelle de l’Ukraine par la Russie, les Alliés – dont beaucoup sont également des États membres de l’UE – fournissent la très grande majorité de l’aide militaire, financière et humanitaire à l’Ukraine. " +
      FIFTH;
    const args = ["match", "--file", "-", "--sentences", "--json", ...FRENCH];
    const { stdout } = await entente(args, { home, stdin: paragraph });
    const found = lines(stdout);
    expect(found).toHaveLength(3);
    expect(found[1]?.matches[0]).toMatchObject({ score: 101, kind: "context" });
  });

  test("finds every sentence of the whole press release in its place", async () => {
    const tmx = readFileSync(join(home, "tm/otan-ue-ukraine-2025-05-28.tmx"), "utf8");
    const units = [...tmx.matchAll(/<tu tuid="(.*?)(?:s\d+)?".*?<tuv xml:lang="fr">\s*<seg>(.*?)<\/seg>/gs)];
    const paragraphs = new Map<string, string[]>();
    for (const [, paragraph = "", text = ""] of units) {
      paragraphs.set(paragraph, [...(paragraphs.get(paragraph) ?? []), text]);
    }
    const document = [...paragraphs.values()].map((sentences) => sentences.join(" ")).join("\n");
    const args = ["match", "--file", "-", "--sentences", "--json", ...FRENCH];
    const found = lines((await entente(args, { home, stdin: document })).stdout);
    expect(found.map(({ matches }) => matches[0]?.score)).toEqual(units.map(() => 101));
  });

  test("reads one text from standard input, without its last line feed", async () => {
    const { code, stdout } = await entente(["match", "-", ...FRENCH, "--json"], { home, stdin: `${FIFTH}\n` });
    expect(code).toBe(0);
    expect(lines(stdout)[0]).toMatchObject({ text: FIFTH, matches: [{ score: 100 }] });
  });

  test("goes from English to French too", async () => {
    const { stdout } = await entente(["match", ENGLISH_TITLE, "--from", "en", "--to", "fr", "--json"], { home });
    expect(lines(stdout)[0]?.matches[0]).toMatchObject({ score: 100, target: TITLE });
  });

  test("takes a score of 1 and a limit of 1,000, and gives all ten units at most", async () => {
    const args = ["match", FIFTH, ...FRENCH, "--min-score", "1", "--limit", "1000", "--json"];
    const matches = lines((await entente(args, { home })).stdout)[0]?.matches ?? [];
    expect(matches.length).toBeGreaterThan(1);
    expect(matches.length).toBeLessThanOrEqual(10);
    const scores = matches.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });

  test("ends with 1 where nothing is like it", async () => {
    const { code, stdout } = await entente(["match", "Il pleut sur Nantes.", ...FRENCH], { home });
    expect(code).toBe(1);
    expect(stdout).toContain("no match");
  });

  test("ends with 3 for an empty text, and says what is wrong", async () => {
    const { code, stderr } = await entente(["match", "", ...FRENCH], { home });
    expect(code).toBe(3);
    expect(stderr).toMatch(/^entente: \S/);
  });

  test("ends with 3 for a file that is not UTF-8", async () => {
    const stdin = Uint8Array.from([0x41, 0x0a, 0xe9, 0x74, 0xe9]);
    const { code, stderr } = await entente(["match", "--file", "-", ...FRENCH], { home, stdin });
    expect(code).toBe(3);
    expect(stderr).toContain("UTF-8");
  });

  test("ends with 4 for a memory or a file that is not there", async () => {
    expect((await entente(["match", "x", ...FRENCH, "--memory", "nowhere"], { home })).code).toBe(4);
    expect((await entente(["match", "--file", "nowhere.txt", ...FRENCH], { home })).code).toBe(4);
  });

  test("ends with 4 in a folder that is no home, and makes none of it", async () => {
    const folder = newHome("empty");
    const { code, stderr } = await entente(["match", "x", ...FRENCH, "--home", folder]);
    expect(code).toBe(4);
    expect(stderr).toContain("no home");
    expect(readdirSync(folder)).toEqual([]);
    removeHome(folder);
    expect((await entente(["match", "x", ...FRENCH, "--home", folder])).code).toBe(4);
  });

  test("says that a language without an analyser is compared as written", async () => {
    const { code, stderr } = await entente(["match", "Der Rat tagt.", "--from", "de", "--to", "en"], { home });
    expect(code).toBe(1);
    expect(stderr).toContain("de");
  });

  test("ends quietly when nobody reads on", async () => {
    const child = start(["match", "--file", "-", ...FRENCH, "--min-score", "1"], { home });
    const ended = endOf(child);
    child.stdout.destroy();
    child.stdin.end(`${FIFTH}\n`.repeat(400));
    const { code, stderr } = await ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  test("lets two commands at once have the home one after the other", async () => {
    const both = await Promise.all([1, 2].map(() => entente(["match", FIFTH, ...FRENCH], { home })));
    expect(both.map(({ code, stderr }) => ({ code, stderr }))).toEqual([
      { code: 0, stderr: "" },
      { code: 0, stderr: "" },
    ]);
  });
});

describe("entente match on a home that a server owns", () => {
  const token = "a-token-for-tests-0123456789";
  let home = "";
  let server: Served;
  beforeAll(async () => {
    home = newHome();
    server = await serve(home, { ENTENTE_TOKEN: token });
  });
  afterAll(async () => {
    await server.stop();
    removeHome(home);
  });

  test("asks the server, with the token of the environment", async () => {
    const { code, stdout, stderr } = await entente(["match", TITLE, ...FRENCH], {
      home,
      env: { ENTENTE_TOKEN: token },
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain(ENGLISH_TITLE);
  });

  test("ends with 3 without the token, and says where it would come from", async () => {
    const { code, stderr } = await entente(["match", TITLE, ...FRENCH], { home });
    expect(code).toBe(3);
    expect(stderr).toContain("ENTENTE_TOKEN");
  });
});
