import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { entente, newHome, removeHome, tmx } from "./entente.js";

let home = "";
let path = "";
const FILE =
  '<?xml version="1.0"?>\r\n<xliff version="1.2"><file source-language="fr" target-language="en" original="r" datatype="plaintext"><body><trans-unit id="1"><source>Le chat dort.</source></trans-unit><trans-unit id="2"><source>Le chat dort.</source></trans-unit></body></file></xliff>';

beforeEach(async () => {
  home = newHome("empty");
  path = join(home, "r.xlf");
  writeFileSync(path, FILE);
  const memory = join(home, "a.tmx");
  writeFileSync(memory, tmx(["Le chat dort.", "The cat sleeps."]));
  await entente(["import", memory, "--memory", "m", "--create", "--source", "fr", "--target", "en"], { home });
});
afterEach(() => removeHome(home));

describe("entente pretranslate and strip", () => {
  test("write the file with matches, and without them again byte for byte", async () => {
    const out = join(home, "out.xlf");
    const made = await entente(["pretranslate", path, "-o", out, "--fill", "100"], { home });
    expect(made).toMatchObject({ code: 0, stdout: `${out}: segments=2, matched=2, filled=2, terms=0\n`, stderr: "" });
    expect(readFileSync(out, "utf8")).toContain('origin="entente:m"');
    const stripped = await entente(["strip", out], { home });
    expect(stripped).toMatchObject({ code: 0, stdout: FILE, stderr: "" });
    const piped = await entente(["strip", "-"], { home, stdin: readFileSync(out, "utf8") });
    expect(piped.stdout).toBe(FILE);
  });

  test("never write over the file given", async () => {
    for (const command of ["pretranslate", "strip"]) {
      const { code, stderr } = await entente([command, path, "-o", path], { home });
      expect([code, stderr]).toEqual([2, expect.stringContaining("elsewhere")]);
    }
    expect(readFileSync(path, "utf8")).toBe(FILE);
  });

  test("refuse what is no XLIFF, with the place", async () => {
    const { code, stderr } = await entente(["pretranslate", join(home, "a.tmx")], { home });
    expect([code, stderr]).toEqual([3, expect.stringContaining("XLIFF")]);
  });
});

describe("entente analyze", () => {
  test("prints a table for each file and one for all, or JSON", async () => {
    const { code, stdout } = await entente(["analyze", path, path], { home });
    expect(code).toBe(0);
    expect(stdout.split("\n").filter((line) => /^ +(?:100|repetition|all) /.test(line))).toEqual([
      ...["  repetition         1         3", "  100                1         3", "  all                2         6"],
      ...["  repetition         1         3", "  100                1         3", "  all                2         6"],
      ...["  repetition         2         6", "  100                2         6", "  all                4        12"],
    ]);
    const json = await entente(["analyze", path, "--json"], { home });
    expect(JSON.parse(json.stdout)).toMatchObject({ file: path, total: { repetition: { segments: 1, words: 3 } } });
  });
});
