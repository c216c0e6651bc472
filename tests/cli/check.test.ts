import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { entente, newHome, removeHome, tmx } from "./entente.js";

const FRENCH = ["--from", "fr", "--to", "en"];
const SOURCE =
  "La secrétaire générale déléguée de l’OTAN a conduit une réunion du Conseil de l’Atlantique Nord et du COPS.";
const WRONG = "The NATO Assistant Secretary General led a meeting of the Council of Europe and the PSC.";
const RIGHT = "The NATO Deputy Secretary General led a meeting of the North Atlantic Council and the PSC.";

interface Found {
  readonly category: string;
  readonly concept?: string;
  readonly segment: number;
  readonly source?: { start: number; end: number; text: string };
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
}

function answer(stdout: string): { findings: Found[]; summary: object } {
  return JSON.parse(stdout) as { findings: Found[]; summary: object };
}

describe("entente check", () => {
  let home = "";
  beforeAll(() => {
    home = newHome();
  });
  afterAll(() => removeHome(home));

  test("reports the two names that are missing, at their places in the source", async () => {
    const { code, stdout } = await entente(["check", ...FRENCH, "--source", SOURCE, "--target", WRONG, "--json"], {
      home,
    });
    expect(code).toBe(1);
    const { findings, summary } = answer(stdout);
    expect(findings.map(({ category, concept }) => ({ category, concept }))).toEqual([
      { category: "term-missing", concept: "N006" },
      { category: "term-missing", concept: "N004" },
    ]);
    for (const { source } of findings) expect(SOURCE.slice(source?.start, source?.end)).toBe(source?.text);
    expect(summary).toEqual({
      segments: 1,
      findings: 2,
      byCategory: { "term-missing": 2 },
      bySeverity: { minor: 0, major: 2, critical: 0 },
    });
  });

  test("has nothing to say of the right translation", async () => {
    const { code, stdout } = await entente(["check", ...FRENCH, "--source", SOURCE, "--target", RIGHT], { home });
    expect({ code, stdout }).toEqual({ code: 0, stdout: "0 findings in 1 segment\n" });
  });

  test("has nothing to say of the shipped press release", async () => {
    const { stdout } = await entente(["check", join(home, "tm/otan-ue-ukraine-2025-05-28.tmx")], { home });
    expect(stdout).toBe("0 findings in 10 segments\n");
  });

  test("prints a file's findings as FILE:LINE:COLUMN, and the places marked", async () => {
    const path = join(home, "work.tmx");
    writeFileSync(
      path,
      tmx(["Bonjour.", "Good morning."], [SOURCE, WRONG], ["Il a 75 000 soldats.", "He has 57,000 soldiers."]),
    );
    const { code, stdout } = await entente(["check", path], { home });
    expect(code).toBe(1);
    expect(stdout).toContain(`${path}:6:1: major term-missing: `);
    expect(stdout).toContain(`${path}:7:1: critical number-mismatch: `);
    expect(stdout).toContain(">>secrétaire générale déléguée");
    expect(stdout).toMatch(/3 findings in 3 segments: 2 major, 1 critical\n$/);
  });

  test("reads a document from standard input", async () => {
    const { code, stdout } = await entente(["check", "-", "--json"], { home, stdin: tmx([SOURCE, WRONG]) });
    expect(code).toBe(1);
    expect(answer(stdout).findings[0]).toMatchObject({ file: "stdin", line: 5, segment: 0 });
  });

  test("ends with 0 where all findings are below --fail-on", async () => {
    const args = ["check", ...FRENCH, "--source", SOURCE, "--target", WRONG, "--fail-on"];
    expect((await entente([...args, "critical"], { home })).code).toBe(0);
    expect((await entente([...args, "major"], { home })).code).toBe(1);
  });

  test("words its messages in French when asked", async () => {
    const args = ["check", ...FRENCH, "--source", SOURCE, "--target", WRONG, "--json"];
    const english = answer((await entente(args, { home })).stdout).findings[0]?.message;
    const french = answer((await entente([...args, "--lang", "fr"], { home })).stdout).findings[0]?.message;
    expect(english).toBeDefined();
    expect(french).toBeDefined();
    expect(french).not.toBe(english);
  });

  test("makes only the checks that are named", async () => {
    const args = [
      "check",
      ...FRENCH,
      "--source",
      `${SOURCE} 12`,
      "--target",
      `${WRONG} 21`,
      "--json",
      "--check",
      "number-mismatch",
    ];
    const { findings } = answer((await entente(args, { home })).stdout);
    expect(findings.map(({ category }) => category)).toEqual(["number-mismatch"]);
  });

  test("refuses a file cut in half, with line and column", async () => {
    const whole = tmx([SOURCE, WRONG]);
    const { code, stdout, stderr } = await entente(["check", "-"], { home, stdin: whole.slice(0, whole.length / 2) });
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toMatch(/^entente: stdin:\d+:\d+: \S.*\n$/);
  });

  test("refuses a file without a unit in the languages asked for", async () => {
    const { code, stderr } = await entente(["check", "-", "--from", "de"], { home, stdin: tmx([SOURCE, WRONG]) });
    expect(code).toBe(3);
    expect(stderr).toContain("--from");
  });

  test("ends with 4 for a file or a glossary that is not there", async () => {
    expect(await entente(["check", "nowhere.tmx"], { home })).toEqual({
      code: 4,
      stdout: "",
      stderr: "entente: nowhere.tmx: no such file or directory\n",
    });
    const args = ["check", ...FRENCH, "--source", "x", "--target", "y", "--glossary", "nowhere"];
    expect((await entente(args, { home })).code).toBe(4);
  });
});
