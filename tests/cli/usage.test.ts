import { describe, expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import { entente } from "./entente.js";

describe("entente", () => {
  test("tells its version, as package.json has it", async () => {
    const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
      version: string;
    };
    expect(await entente(["--version"])).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
  });

  test("lists its commands and what its exit status means", async () => {
    const { code, stdout } = await entente(["--help"]);
    expect(code).toBe(0);
    for (const word of ["serve", "import", "export", "match", "check", "Exit status"]) expect(stdout).toContain(word);
  });

  test.each(["serve", "import", "export", "match", "check"])("helps with %s by examples", async (command) => {
    const { code, stdout } = await entente([command, "--help"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Examples:\n {2}entente /);
    expect(stdout).toContain("--home");
  });

  test.each([
    ["no command", []],
    ["an unknown command", ["matsch"]],
    ["an unknown option", ["match", "x", "--from", "fr", "--to", "en", "--frm", "fr"]],
    ["a language that is none", ["match", "x", "--from", "french!", "--to", "en"]],
    ["a missing language", ["match", "x", "--from", "fr"]],
    ["a limit out of range", ["match", "x", "--from", "fr", "--to", "en", "--limit", "1001"]],
    ["a score that is no number", ["match", "x", "--from", "fr", "--to", "en", "--min-score", "7e1"]],
    ["neither text nor file", ["match", "--from", "fr", "--to", "en"]],
    ["text and file", ["match", "x", "--file", "y", "--from", "fr", "--to", "en"]],
    ["a source without a target", ["check", "--source", "x", "--from", "fr", "--to", "en"]],
    ["a severity that is none", ["check", "x.tmx", "--fail-on", "blocker"]],
    ["an import without a memory", ["import", "x.tmx"]],
    ["an unknown format", ["export", "m", "--format", "docx"]],
    ["a port that is none", ["serve", "--port", "eighty"]],
    ["an open address without a token", ["serve", "--host", "0.0.0.0"]],
  ])("ends with 2 and a reason for %s", async (_, args) => {
    const { code, stdout, stderr } = await entente(args);
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).not.toBe("");
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});
