import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { entente, newHome, removeHome } from "./entente.js";

const tmx = (attributes: string): string =>
  `<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="en" datatype="xml"/><body>
  <tu${attributes}><tuv xml:lang="en"><seg>a</seg></tuv></tu></body></tmx>`;

describe("entente validate", () => {
  let home = "";
  const path = (name: string): string => join(home, name);

  beforeAll(() => {
    home = newHome();
    writeFileSync(path("good.tmx"), tmx(""));
    writeFileSync(path("bad.tmx"), tmx(' creationdate="yesterday"'));
    writeFileSync(path("page.html"), "<html><body/></html>");
  });
  afterAll(() => removeHome(home));

  test("ends with 0 where the files keep the rules", async () => {
    const { code, stdout } = await entente(["validate", path("good.tmx")]);
    expect([code, stdout]).toEqual([0, `${path("good.tmx")}: TMX 1.4, valid\n`]);
  });

  test("names each breach by file, line and column, and ends with 1", async () => {
    const { code, stdout } = await entente(["validate", path("bad.tmx"), path("good.tmx"), "--home", home]);
    expect(code).toBe(1);
    const [breach, summary, next] = stdout.split("\n");
    expect(breach).toMatch(/bad\.tmx:2:3: error: creationdate is "yesterday"; it should be .* \[tmx\.date\]$/);
    expect(summary).toMatch(/bad\.tmx: TMX 1\.4, not valid: 1 error, 0 warnings$/);
    expect(next).toMatch(/good\.tmx: TMX 1\.4, valid$/);
  });

  test("says the same as JSON, one object per file", async () => {
    const { code, stdout } = await entente(["validate", "--json", path("bad.tmx"), "--home", home]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ file: path("bad.tmx"), valid: false, breaches: [{ rule: "tmx.date" }] });
  });

  test("ends with 3 where a file cannot be read, and looks at the others", async () => {
    const { code, stdout, stderr } = await entente(["validate", path("page.html"), path("bad.tmx"), "--home", home]);
    expect(code).toBe(3);
    expect(stderr).toMatch(/page\.html:1:1: the root element is <html>/);
    expect(stdout).toContain("[tmx.date]");
  });

  test("reads standard input", async () => {
    const { code, stdout } = await entente(["validate", "-"], { stdin: tmx("") });
    expect([code, stdout]).toEqual([0, "stdin: TMX 1.4, valid\n"]);
  });

  test("ends with 4 where there is no such file", async () => {
    expect((await entente(["validate", path("none.tmx"), "--home", home])).code).toBe(4);
  });
});
