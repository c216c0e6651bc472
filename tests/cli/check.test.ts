import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { entente, newHome, removeHome, serve, tmx, type Ran, type Served } from "./entente.js";

const FRENCH = ["--from", "fr", "--to", "en"];
const SOURCE =
  "La secrétaire générale déléguée de l’OTAN a conduit une réunion du Conseil de l’Atlantique Nord et du COPS.";
const WRONG = "The NATO Assistant Secretary General led a meeting of the Council of Europe and the PSC.";
const RIGHT = "The NATO Deputy Secretary General led a meeting of the North Atlantic Council and the PSC.";
const NUMBER = ["Il a 75 000 soldats.", "He has 57,000 soldiers."] as const;

interface Found {
  readonly id: string;
  readonly category: string;
  readonly concept?: string;
  readonly segment: number;
  readonly source?: { start: number; end: number; text: string };
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
  readonly ignored?: { by: string; reason: string };
  readonly explanation?: object;
}

interface Answer {
  readonly files: { name: string; segments: number }[];
  readonly findings: Found[];
  readonly problems: { file: string; line: number }[];
  readonly summary: { segments: number; findings: number; ignored: number; bySeverity: object };
}

function answer(stdout: string): Answer {
  return JSON.parse(stdout) as Answer;
}

/** An XLIFF 1.2 file of French-English pairs. */
function xliff12(...pairs: readonly (readonly [string, string])[]): string {
  const units = pairs.map(
    ([fr, en], i) => `<trans-unit id="u${i + 1}"><source>${fr}</source><target>${en}</target></trans-unit>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="a" source-language="fr" target-language="en" datatype="plaintext"><body>
${units.join("\r\n")}
</body></file>
</xliff>
`;
}

/** An XLIFF 2.0 file of French-English pairs. */
function xliff2(...pairs: readonly (readonly [string, string])[]): string {
  const units = pairs.map(
    ([fr, en], i) => `<unit id="u${i + 1}"><segment><source>${fr}</source><target>${en}</target></segment></unit>`,
  );
  return `<xliff version="2.0" srcLang="fr" trgLang="en" xmlns="urn:oasis:names:tc:xliff:document:2.0">
<file id="f">
${units.join("\n")}
</file>
</xliff>
`;
}

// A server that runs answers sooner than one that each command starts for itself.
let home = "";
let server: Served;
beforeAll(async () => {
  home = newHome();
  server = await serve(home);
});
afterAll(async () => {
  await server.stop();
  removeHome(home);
});

function check(args: readonly string[], stdin?: string): Promise<Ran> {
  return entente(["check", ...args], { home, ...(stdin !== undefined && { stdin }) });
}

/** Writes a file into the home's folder. */
function written(name: string, content: string | Uint8Array): string {
  const path = join(home, name);
  writeFileSync(path, content);
  return path;
}

describe("entente check of one segment", () => {
  const wrong = [...FRENCH, "--source", SOURCE, "--target", WRONG];

  test("reports the two names that are missing, at their places in the source", async () => {
    const { code, stdout } = await check([...wrong, "--json"]);
    expect(code).toBe(1);
    const { findings, summary } = answer(stdout);
    expect(findings.map(({ category, concept }) => ({ category, concept }))).toEqual([
      { category: "term-missing", concept: "N006" },
      { category: "term-missing", concept: "N004" },
    ]);
    for (const { source } of findings) expect(SOURCE.slice(source?.start, source?.end)).toBe(source?.text);
    expect(summary).toMatchObject({
      segments: 1,
      findings: 2,
      byCategory: { "term-missing": 2 },
      bySeverity: { minor: 0, major: 2, critical: 0 },
    });
  });

  test("has nothing to say of the right translation", async () => {
    const { code, stdout } = await check([...FRENCH, "--source", SOURCE, "--target", RIGHT]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: "0 findings in 1 segment\n" });
  });

  test("ends with 0 where all findings are below --fail-on", async () => {
    expect((await check([...wrong, "--fail-on", "critical"])).code).toBe(0);
    expect((await check([...wrong, "--fail-on", "major"])).code).toBe(1);
  });

  test("words its messages in French when asked", async () => {
    const english = answer((await check([...wrong, "--json"])).stdout).findings[0];
    const french = answer((await check([...wrong, "--json", "--lang", "fr"])).stdout).findings[0];
    expect(english?.message).toBeDefined();
    expect(french?.message).not.toBe(english?.message);
    expect(french?.id).toBe(english?.id);
  });

  test("makes only the checks that are named", async () => {
    const args = [...FRENCH, "--source", `${SOURCE} 12`, "--target", `${WRONG} 21`, "--json"];
    const { findings } = answer((await check([...args, "--checks", "number-mismatch,typography"])).stdout);
    expect(findings.map(({ category }) => category)).toEqual(["number-mismatch"]);
  });

  test("says why when asked", async () => {
    const { stdout } = await check([...wrong, "--explain"]);
    expect(stdout).toContain("    why: ");
    expect(stdout).toContain("    looked for: ");
    expect((await check(wrong)).stdout).not.toContain("    why: ");
  });

  test("finds a translation other than the memory's when held against the memories", async () => {
    const [source, target] = ["Le Conseil OTAN-Ukraine s’est réuni hier.", "The NATO-Ukraine Council met yesterday."];
    const path = written("known.tmx", tmx([source, target]));
    const importing = ["import", path, "--memory", "known", "--create", "--source", "fr", "--target", "en"];
    expect((await entente(importing, { home })).code).toBe(0);
    const args = [...FRENCH, "--source", source, "--target", "Yesterday, the NATO-Ukraine Council met.", "--json"];
    expect(answer((await check(args)).stdout).findings).toEqual([]);
    const against = answer((await check([...args, "--against-memories"])).stdout).findings;
    expect(against.map(({ category }) => category)).toEqual(["segment-inconsistent-target"]);
    const elsewhere = await check([...args, "--against-memories", "otan-ue-ukraine-2025-05-28"]);
    expect(answer(elsewhere.stdout).findings).toEqual([]);
  });
});

describe("entente check of a file", () => {
  test("has nothing to say of the shipped press release", async () => {
    const { stdout } = await check([join(home, "tm/otan-ue-ukraine-2025-05-28.tmx")]);
    expect(stdout).toBe("0 findings in 10 segments\n");
  });

  test("prints the findings as FILE:LINE:COLUMN with their ids, and the places marked", async () => {
    const path = written("work.tmx", tmx(["Bonjour.", "Good morning."], [SOURCE, WRONG], NUMBER));
    const { code, stdout } = await check([path]);
    expect(code).toBe(1);
    expect(stdout).toContain(`${path}:6:1: major term-missing: `);
    expect(stdout).toContain(`${path}:7:1: critical number-mismatch: `);
    expect(stdout).toContain(">>secrétaire générale déléguée");
    expect(stdout).toContain("He has >>57,000<< soldiers.");
    expect(stdout).toMatch(/ \([0-9a-f]{16}\)\n/);
    expect(stdout).toMatch(/3 findings in 3 segments: 2 major, 1 critical\n$/);
  });

  test.each([
    ["XLIFF 1.2", "one.xlf", xliff12(NUMBER), []],
    ["XLIFF 2.0", "two.xlf", xliff2(NUMBER), []],
    ["CSV", "pairs.csv", `fr,en\r\n"${NUMBER[0]}","${NUMBER[1]}"\r\n`, []],
    ["TSV in UTF-16", "pairs.tsv", Buffer.from(`\uFEFF${NUMBER.join("\t")}\n`, "utf16le"), FRENCH],
  ])("reads %s", async (_, name, content, args) => {
    const path = written(name, content);
    const { code, stdout } = await check([path, "--json", ...args]);
    expect(code).toBe(1);
    const { files, findings } = answer(stdout);
    expect(files).toMatchObject([{ name: path, segments: 1 }]);
    expect(findings).toMatchObject([{ category: "number-mismatch", file: path, segment: 0 }]);
  });

  test("reads a document from standard input, and a table by the name it is given", async () => {
    const { code, stdout } = await check(["-", "--json"], tmx([SOURCE, WRONG]));
    expect(code).toBe(1);
    expect(answer(stdout).findings[0]).toMatchObject({ file: "stdin", line: 5, segment: 0 });
    const table = await check(["-", "--json", "--name", "t.csv"], `fr,en\n"${NUMBER[0]}","${NUMBER[1]}"\n`);
    expect(answer(table.stdout).findings[0]).toMatchObject({ file: "t.csv", line: 2 });
  });

  test("counts an ignored finding no more, and shows it when asked", async () => {
    const path = written("ignored.tmx", tmx(["Ils sont 31.", "There are 13 of them."]));
    const [found] = answer((await check([path, "--json"])).stdout).findings;
    const ignoring = ["ignore", found?.id ?? "", "--reason", "as the client wants", "--by", "Ana"];
    expect((await entente(ignoring, { home })).code).toBe(0);
    const without = await check([path]);
    expect(without).toMatchObject({ code: 0, stdout: "0 findings in 1 segment\n" });
    const shown = await check([path, "--show-ignored", "--json"]);
    expect(shown.code).toBe(0);
    expect(answer(shown.stdout)).toMatchObject({
      findings: [{ id: found?.id, ignored: { by: "Ana", reason: "as the client wants" } }],
      summary: { findings: 0, ignored: 1 },
    });
    expect((await check([path, "--show-ignored"])).stdout).toContain("ignored by Ana on ");
  });

  test("cannot be made to command the terminal", async () => {
    const path = written("escape.csv", `fr,en\n"Il a 12 \u009b2Jans.","He is 21 \u009b2J."\n`);
    const { stdout } = await check([path]);
    expect(stdout).toContain("number-mismatch");
    expect(stdout).toContain("\uFFFD2J");
    expect(stdout).not.toContain("\u009b");
  });
});

describe("a report of entente check", () => {
  test.each([
    ["1.2", xliff12(["Bonjour.", "Hello."], NUMBER), "<note "],
    ["2.0", xliff2(["Bonjour.", "Hello."], NUMBER), "<notes>"],
  ])("is the XLIFF %s itself with notes, every other byte as it was", async (version, content, opening) => {
    const path = written(`annotated-${version}.xlf`, content);
    const { code, stdout } = await check([path, "--report", "xliff"]);
    expect(code).toBe(1);
    expect(stdout).toContain(opening);
    expect(stdout.replace(/<notes>.*<\/notes>|<note .*?<\/note>/g, "")).toBe(content);
    expect(readFileSync(path, "utf8")).toBe(content);
  });

  test("is an HTML page that loads nothing", async () => {
    const path = written("page.xlf", xliff12([SOURCE, WRONG]));
    const output = join(home, "page.html");
    const { code, stdout } = await check([path, "--report", "html", "-o", output]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: `${output}: 2 findings in 1 segment: 2 major\n` });
    const html = readFileSync(output, "utf8");
    expect(html).toMatch(/^<!doctype html>/i);
    expect(html).toContain("secrétaire générale déléguée");
    expect(html).not.toMatch(/<(?:script|img|iframe)[^>]*\ssrc=|<link|@import|url\(\s*["']?(?!data:)/i);
  });

  test("is SARIF with each finding at its line", async () => {
    const path = written("work.xlf", xliff12(["Bonjour.", "Hello."], NUMBER));
    const { code, stdout } = await check([path, "--report", "sarif"]);
    expect(code).toBe(1);
    const { version, runs } = JSON.parse(stdout) as { version: string; runs: { results: object[] }[] };
    expect(version).toBe("2.1.0");
    expect(runs[0]?.results).toMatchObject([
      { ruleId: "number-mismatch", level: "error", locations: [{ physicalLocation: { region: { startLine: 5 } } }] },
    ]);
  });

  test("is CSV or JUnit, and the exit status goes by --fail-on", async () => {
    const path = written("both.xlf", xliff12([SOURCE, WRONG]));
    const csv = await check([path, "--report", "csv"]);
    expect(csv.code).toBe(1);
    expect(csv.stdout.split("\r\n").length).toBe(4);
    const junit = await check([path, "--report", "junit", "--fail-on", "critical"]);
    expect(junit.code).toBe(0);
    expect(junit.stdout).toContain('<testsuites name="entente" tests="1" failures="1"');
  });

  test("on several files is one JSON, or one for each in a folder", async () => {
    const [a, b] = [written("a.xlf", xliff12(NUMBER)), written("b.tmx", tmx([SOURCE, WRONG], [SOURCE, RIGHT]))];
    const { files, findings, summary } = answer((await check([a, b, "--json"])).stdout);
    expect(files.map(({ name }) => name)).toEqual([a, b]);
    expect(new Set(findings.map(({ file }) => file))).toEqual(new Set([a, b]));
    expect(summary.segments).toBe(3);
    expect(summary.findings).toBe(findings.length);
    const folder = join(home, "reports");
    expect((await check([a, b, "--report", "html", "-o", `${folder}/`])).code).toBe(1);
    expect(readdirSync(folder).sort()).toEqual(["a.xlf.findings.html", "b.tmx.findings.html"]);
    expect((await check([a, b, "--report", "html"])).code).toBe(2);
  });

  test("never takes the place of the file that is checked", async () => {
    const path = written("precious.xlf", xliff12(NUMBER));
    for (const output of [path, `${home}/`]) {
      expect((await check([path, "--report", "xliff", "-o", output])).code).toBe(2);
    }
    expect(readFileSync(path, "utf8")).toBe(xliff12(NUMBER));
  });
});

describe("entente check --memory", () => {
  test("checks all units, and names the memory and the unit", async () => {
    const path = written("stock.tmx", tmx(["Bonjour.", "Good morning."], NUMBER));
    const importing = ["import", path, "--memory", "stock", "--create", "--source", "fr", "--target", "en"];
    expect((await entente(importing, { home })).code).toBe(0);
    const { code, stdout } = await check(["--memory", "stock"]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^stock #\S+: critical number-mismatch: /);
    expect(stdout).toMatch(/1 finding in 2 segments: 1 critical\n$/);
    expect((await check(["--memory", "stock", "--fail-on", "minor", "--checks", "typography"])).code).toBe(0);
    expect((await check(["--memory", "nowhere"])).code).toBe(4);
    expect((await entente(["jobs"], { home })).stdout).toMatch(/ done +check stock +2 read /);
  });
});

describe("entente check refuses", () => {
  test("a file cut in half, with line and column", async () => {
    const whole = tmx([SOURCE, WRONG]);
    const { code, stdout, stderr } = await check(["-"], whole.slice(0, whole.length / 2));
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toMatch(/^entente: stdin:\d+:\d+: \S.*\n$/);
  });

  test("a file of a format that it does not know", async () => {
    const path = written("letter.docx", "PK\u0003\u0004 and so on");
    const { code, stdout, stderr } = await check([path]);
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toMatch(/letter\.docx:1:1: .*XLIFF/);
  });

  test("one of several files, and checks the others all the same", async () => {
    const [good, bad] = [written("good.xlf", xliff12(NUMBER)), written("bad.xlf", xliff12(NUMBER).slice(0, -20))];
    const { code, stdout, stderr } = await check([bad, good]);
    expect(code).toBe(3);
    expect(stderr).toContain(`${bad}:`);
    expect(stdout).toContain(`${good}:4:1: critical number-mismatch`);
    expect(stdout).toMatch(/\(1 of 2 files\)\n$/);
  });

  test("a file without a pair in the languages asked for, and a table without languages", async () => {
    const wrong = await check(["-", "--from", "de"], tmx([SOURCE, WRONG]));
    expect(wrong.code).toBe(3);
    expect(wrong.stderr).toContain("--from");
    const table = await check([written("nameless.csv", "source,target\na,b\n")]);
    expect(table.code).toBe(3);
    expect(table.stderr).toContain("--from");
  });

  test("to annotate what is no XLIFF", async () => {
    const { code, stdout } = await check(["-", "--report", "xliff"], tmx([SOURCE, WRONG]));
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
  });

  test.each([
    ["no input", []],
    ["a file and a memory", ["a.tmx", "--memory", "m"]],
    ["a check that is none", ["a.tmx", "--checks", "spelling"]],
    ["a report that is none", ["a.tmx", "--report", "pdf"]],
    ["a file for a text", ["-", "-o", "x.txt"]],
    ["a report on one segment", [...FRENCH, "--source", "x", "--target", "y", "--report", "html"]],
    ["memories to hold a file against", ["-", "--against-memories"]],
  ])("%s, with 2", async (_, args) => {
    const { code, stdout } = await check(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });

  test("a file, a glossary or a profile that is not there, with 4", async () => {
    expect(await check(["nowhere.tmx"])).toEqual({
      code: 4,
      stdout: "",
      stderr: "entente: nowhere.tmx: no such file or directory\n",
    });
    const path = written("there.tmx", tmx(NUMBER));
    for (const option of ["--glossary", "--profile"]) expect((await check([path, option, "nowhere"])).code).toBe(4);
  });
});
