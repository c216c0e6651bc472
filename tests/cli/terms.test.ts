import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { entente, newHome, removeHome, tmx } from "./entente.js";

const PAIR = ["La Force d’action rapide (FAR) est prête.", "The Rapid Action Force (RAF) is ready."] as const;

describe("entente terms", () => {
  let home = "";
  beforeAll(() => {
    home = newHome();
  });
  afterAll(() => removeHome(home));

  test("proposes names in a table, with the line of the file", async () => {
    const { code, stdout } = await entente(["terms", "-"], { home, stdin: tmx(["Bonjour.", "Hello."], PAIR) });
    expect(code).toBe(0);
    expect(stdout.split("\n")).toEqual([
      expect.stringMatching(/^sure {2}times {2}fr +en +line$/),
      expect.stringMatching(/^ *\d+ {6}1 {2}Force d’action rapide \(FAR\) {2}Rapid Action Force \(RAF\) +6$/),
      "1 candidate in 2 segments",
      "",
    ]);
  });

  test("gives every place with its line in JSON, from a table too", async () => {
    const path = join(home, "work.csv");
    writeFileSync(path, `fr,en\n"${PAIR[0]}","${PAIR[1]}"\n`);
    const { code, stdout } = await entente(["terms", path, "--json"], { home });
    expect(code).toBe(0);
    const { candidates } = JSON.parse(stdout) as { candidates: { source: object; places: object[] }[] };
    expect(candidates[0]?.source).toEqual({ text: "Force d’action rapide", acronym: "FAR" });
    expect(candidates[0]?.places[0]).toMatchObject({ file: path, line: 2, segment: 0, side: "source", start: 3 });
  });

  test("proposes nothing of the shipped press release that the shipped glossary has", async () => {
    const { stdout } = await entente(["terms", join(home, "tm/otan-ue-ukraine-2025-05-28.tmx")], { home });
    expect(stdout).not.toMatch(/COPS|North Atlantic Council/);
    expect(stdout).toMatch(/in 10 segments\n$/);
  });

  test("leaves out what is less sure than asked for", async () => {
    const args = ["terms", "-", "--min-confidence", "100"];
    expect((await entente(args, { home, stdin: tmx(PAIR) })).stdout).toBe("0 candidates in 1 segment\n");
  });

  test("refuses a file that is not well-formed or not there", async () => {
    const half = tmx(PAIR).slice(0, 200);
    expect((await entente(["terms", "-"], { home, stdin: half })).code).toBe(3);
    expect((await entente(["terms", "nowhere.tmx"], { home })).code).toBe(4);
  });
});
