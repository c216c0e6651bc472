import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { entente, newHome, removeHome } from "./entente.js";

const ONE = ["check", "--from", "fr", "--to", "en", "--source", "Le Conseil européen a 12 membres."];
const WRONG = [...ONE, "--target", "The Council of Europe has 14 members."];

interface Found {
  readonly findings: readonly { readonly id: string; readonly category: string; readonly explanation?: object }[];
}

describe("a reviewer at a terminal", () => {
  let home = "";
  beforeAll(() => {
    home = newHome();
  });
  afterAll(() => removeHome(home));

  async function found(...more: string[]): Promise<Found["findings"]> {
    const { stdout } = await entente([...WRONG, "--json", ...more], { home });
    return (JSON.parse(stdout) as Found).findings;
  }

  test("ignores a finding by the id that check prints, lists it and undoes it", async () => {
    const [first] = await found("--checks", "number-mismatch");
    const id = first?.id ?? "";
    expect((await entente(WRONG, { home })).stdout).toContain(`(${id})`);
    const { code, stdout } = await entente(["ignore", id, "--reason", "As\nagreed", "--by", "Ana"], { home });
    expect([code, stdout]).toEqual([0, expect.stringContaining(id)]);

    expect((await found()).map(({ category }) => category)).toEqual(["term-missing"]);
    const quiet = await entente([...WRONG, "--checks", "number-mismatch"], { home });
    expect([quiet.code, quiet.stdout]).toEqual([0, "0 findings in 1 segment\n"]);
    const list = await entente(["ignores"], { home });
    expect(list.stdout).toMatch(new RegExp(`^${id} \\d{4}-\\d\\d-\\d\\d Ana: As agreed\n$`));

    expect((await entente(["ignores", "--undo", id, "--by", "Luc"], { home })).code).toBe(0);
    expect((await entente(["ignores"], { home })).stdout).toBe("");
    expect((await entente(["ignores", "--all"], { home })).stdout).toContain("by Luc]");
    expect(await found()).toHaveLength(2);
    expect((await entente(["ignores", "--undo", id], { home })).code).toBe(4);
  });

  test("is told what a call lacks", async () => {
    expect((await entente(["ignore", "0123456789abcdef", "--by", "Ana"], { home })).code).toBe(2);
    expect((await entente(["ignore", "0123456789abcdef", "--reason", "x"], { home })).code).toBe(2);
    expect((await entente(["ignore", "nonsense", "--reason", "x", "--by", "Ana"], { home })).code).toBe(3);
    expect((await entente(["ignores", "--by", "Ana"], { home })).code).toBe(2);
  });

  test("checks by a profile, a subject, and asks why", async () => {
    const profiles = { strict: { checks: ["term-missing"], severities: { "term-missing": "critical" } } };
    writeFileSync(join(home, "entente.json"), JSON.stringify({ entente: "settings", version: 1, profiles }));
    expect(await found("--profile", "strict")).toMatchObject([{ category: "term-missing", severity: "critical" }]);
    expect(await found("--profile", "strict", "--subject", "UN")).toEqual([]);
    expect(await found("--profile", "strict", "--checks", "number-mismatch")).toMatchObject([
      { category: "number-mismatch" },
    ]);
    expect((await entente([...WRONG, "--profile", "nobody"], { home })).code).toBe(4);

    expect((await found()).some(({ explanation }) => explanation !== undefined)).toBe(false);
    const { stdout } = await entente([...WRONG, "--explain"], { home });
    expect(stdout).toMatch(/ {4}why: “Conseil européen” designates [^]*\n {4}looked for: European Council/);
    expect(stdout).toContain("not “Council of Europe”: It names another concept");
  });
});
