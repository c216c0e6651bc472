import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { entente, newHome, removeHome, tmx } from "./entente.js";

const CREATE = ["--memory", "client", "--create", "--source", "fr", "--target", "en"];
const CAT: [string, string] = ["Le chat dort.", "The cat sleeps."];
const DOG: [string, string] = ["Le chien mange.", "The dog eats."];

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

describe("entente import", () => {
  test("makes the memory, reads the file, and its units are found by the next command", async () => {
    const path = file("a.tmx", tmx(CAT, DOG));
    const { code, stdout, stderr } = await entente(["import", path, ...CREATE], { home });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toBe(`${path}: 2 units read into client: 2 added, 0 updated, 0 unchanged, 0 skipped\n`);
    const found = await entente(["match", "Le chat dort.", "--from", "fr", "--to", "en"], { home });
    expect(found.stdout).toContain("The cat sleeps.");
  });

  test("says what it left out of an XLIFF, and takes it with --states", async () => {
    const unit = (id: number, pair: [string, string], state: string): string =>
      `<trans-unit id="${id}"><source>${pair[0]}</source><target state="${state}">${pair[1]}</target></trans-unit>`;
    const path = file(
      "a.xlf",
      `<xliff version="1.2"><file source-language="fr" target-language="en" original="a"><body>${unit(1, CAT, "final")}${unit(2, DOG, "new")}</body></file></xliff>`,
    );
    const first = await entente(["import", path, ...CREATE], { home });
    expect(first.stdout).toBe(
      `${path}: 1 units read into client: 1 added, 0 updated, 0 unchanged, 0 skipped; left out by state: 1 new\n`,
    );
    const second = await entente(["import", path, ...CREATE, "--states", "all"], { home });
    expect(second.stdout).toBe(`${path}: 2 units read into client: 1 added, 0 updated, 1 unchanged, 0 skipped\n`);
  });

  test("changes nothing the second time, and takes the memory that is there", async () => {
    const path = file("a.tmx", tmx(CAT, DOG));
    await entente(["import", path, ...CREATE], { home });
    const { code, stdout } = await entente(["import", path, ...CREATE, "--json"], { home });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      memory: "client",
      state: "done",
      read: 2,
      added: 0,
      unchanged: 2,
      file: "a.tmx",
    });
  });

  test("reads several files and standard input", async () => {
    const path = file("a.tmx", tmx(CAT));
    const { code, stdout } = await entente(["import", path, "-", ...CREATE], { home, stdin: tmx(DOG) });
    expect(code).toBe(0);
    expect(stdout.trimEnd().split("\n")).toHaveLength(2);
    expect(stdout).toContain("stdin: 1 units read into client: 1 added");
  });

  test("keeps both translations of a source when told to", async () => {
    await entente(["import", file("a.tmx", tmx(CAT)), ...CREATE], { home });
    const other = file("b.tmx", tmx(["Le chat dort.", "The cat is asleep."]));
    const { stdout } = await entente(["import", other, "--memory", "client", "--on-same", "keep-both", "--json"], {
      home,
    });
    expect(JSON.parse(stdout)).toMatchObject({ added: 1 });
    const found = await entente(["match", "Le chat dort.", "--from", "fr", "--to", "en"], { home });
    expect(found.stdout).toContain("The cat sleeps.");
    expect(found.stdout).toContain("The cat is asleep.");
  });

  test("refuses a file cut in half, says where, and keeps nothing of it", async () => {
    const whole = tmx(CAT, DOG);
    const path = file("half.tmx", whole.slice(0, whole.indexOf("The dog")));
    const { code, stdout, stderr } = await entente(["import", path, ...CREATE], { home });
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toMatch(/^entente: .*half\.tmx.*\b6\b.*\n$/);
    const found = await entente(["match", "Le chat dort.", "--from", "fr", "--to", "en"], { home });
    expect(found.code).toBe(1);
  });

  test("reports a unit that could not be read, and ends with 1 only when strict", async () => {
    const path = file(
      "odd.tmx",
      tmx(CAT, DOG).replace('<tuv xml:lang="en"><seg>The dog eats.', '<tuv xml:lang="no!"><seg>The dog eats.'),
    );
    const lenient = await entente(["import", path, ...CREATE], { home });
    expect(lenient.code).toBe(0);
    expect(lenient.stderr).toContain(`${path}:6:`);
    expect((await entente(["import", path, ...CREATE, "--strict"], { home })).code).toBe(1);
  });

  test("names the rules that a file breaks, and reads it all the same", async () => {
    const path = file("odd.tmx", tmx(CAT, DOG).replace("<tu>", '<tu colour="red">'));
    const { code, stderr } = await entente(["import", path, ...CREATE, "--strict"], { home });
    expect(code).toBe(0);
    expect(stderr).toContain(`${path}:5:1: <tu> has the attribute colour`);
    expect(stderr).toContain(`${path}: read, though it breaks rules of its format: 1 tmx.attribute-not-allowed;`);
  });

  test("ends with 4 for a memory or a file that is not there, and says what to do", async () => {
    const path = file("a.tmx", tmx(CAT));
    mkdirSync(join(home, "tm"));
    const { code, stderr } = await entente(["import", path, "--memory", "client"], { home });
    expect(code).toBe(4);
    expect(stderr).toContain("--create");
    expect((await entente(["import", join(home, "no.tmx"), ...CREATE], { home })).code).toBe(4);
  });

  test("ends with 2 where a memory is to be made without its languages", async () => {
    const path = file("a.tmx", tmx(CAT));
    expect((await entente(["import", path, "--memory", "client", "--create"], { home })).code).toBe(2);
  });
});

describe("entente export", () => {
  beforeEach(async () => {
    await entente(["import", file("a.tmx", tmx(CAT, DOG)), ...CREATE], { home });
  });

  test("writes a TMX that imports into another memory with the same units", async () => {
    const { code, stdout } = await entente(["export", "client"], { home });
    expect(code).toBe(0);
    expect(stdout).toContain('<tmx version="1.4">');
    const args = ["import", "-", "--memory", "copy", "--create", "--source", "fr", "--target", "en", "--json"];
    expect(JSON.parse((await entente(args, { home, stdin: stdout })).stdout)).toMatchObject({
      read: 2,
      added: 2,
      problemCount: 0,
    });
  });

  test.each([
    ["xliff12", "urn:oasis:names:tc:xliff:document:1.2"],
    ["xliff2", "urn:oasis:names:tc:xliff:document:2.0"],
  ])("writes %s to a file, and leaves no part of one beside it", async (format, namespace) => {
    const path = join(home, "out.xlf");
    const { code, stdout } = await entente(["export", "client", "--format", format, "-o", path, "--json"], { home });
    expect(code).toBe(0);
    const content = readFileSync(path);
    expect(content.toString("utf8")).toContain(namespace);
    expect(content.toString("utf8")).toContain("The cat sleeps.");
    expect(JSON.parse(stdout)).toEqual({ memory: "client", format, file: path, bytes: content.length });
    expect(existsSync(`${path}.part`)).toBe(false);
  });

  test("ends with 4 for a memory that is not there, and leaves the file of that name alone", async () => {
    const path = file("out.tmx", "precious");
    const { code, stderr } = await entente(["export", "nowhere", "-o", path], { home });
    expect(code).toBe(4);
    expect(stderr).toContain("nowhere");
    expect(readFileSync(path, "utf8")).toBe("precious");
  });

  test("ends with 4 where the folder to write into is not there", async () => {
    expect((await entente(["export", "client", "-o", join(home, "no/such/out.tmx")], { home })).code).toBe(4);
  });
});
