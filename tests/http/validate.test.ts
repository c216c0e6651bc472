import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { call, ServerProcess, temporaryHome } from "../server-process.js";

const home = temporaryHome();
let server: ServerProcess;

beforeAll(async () => {
  server = await ServerProcess.start(home.path);
});

afterAll(async () => {
  await server.stop();
  home.remove();
});

interface Validation {
  readonly valid: boolean;
  readonly breaches: readonly object[];
  readonly breachCount: number;
  readonly errorCount: number;
}

async function send(body: string | FormData, query = ""): Promise<Response> {
  return fetch(new URL(`/v1/validate${query}`, server.url), { method: "POST", body });
}

async function validated(body: string | FormData, query?: string): Promise<Validation> {
  const response = await send(body, query);
  expect(response.status).toBe(200);
  return (await response.json()) as Validation;
}

const units = (ids: readonly string[]): string =>
  ids.map((id) => `<unit id="${id}"><segment><source>a</source></segment></unit>`).join("\n");

const xliff = (content: string): string =>
  `<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="fr"><file id="f">\n${content}\n</file></xliff>`;

describe("a validated file", () => {
  test("that keeps the rules is valid", async () => {
    expect(await validated(xliff(units(["1", "2"])))).toEqual({
      format: "xliff2",
      version: "2.1",
      valid: true,
      breaches: [],
      breachCount: 0,
      errorCount: 0,
    });
  });

  test("is told each rule that it breaks, with the place and what would be right", async () => {
    expect(await validated(xliff(units(["1", "1"])))).toMatchObject({
      valid: false,
      breachCount: 1,
      breaches: [
        {
          rule: "xliff2.unit-id-unique",
          severity: "error",
          line: 3,
          column: 1,
          element: "unit",
          message: 'the id "1" is used twice for <unit> in the file; give each its own',
          clause: "https://docs.oasis-open.org/xliff/xliff-core/v2.1/os/xliff-core-v2.1-os.html#id",
          ambiguous: true,
        },
      ],
    });
  });

  test("may come as the part of a form, and its name tells a table", async () => {
    const form = new FormData();
    form.set("file", new Blob(["en,fr\na\n"]), "pairs.csv");
    expect(await validated(form)).toMatchObject({ format: "csv", valid: true, breachCount: 1, errorCount: 0 });
    expect(await validated("en\tfr\n", "?name=pairs.tsv")).toMatchObject({ format: "tsv", breachCount: 0 });
  });

  test("that is cut in half breaks one rule more, where it ends", async () => {
    expect(await validated(xliff(units(["1"])).slice(0, -8))).toMatchObject({
      format: "xliff2",
      valid: false,
      breaches: [{ rule: "xml.well-formed", line: 3 }],
    });
  });

  test("has the first thousand breaches named and all counted", async () => {
    const many = await validated(xliff(units(Array.from({ length: 2_500 }, () => "1"))));
    expect([many.breaches.length, many.breachCount, many.errorCount]).toEqual([1_000, 2_499, 2_499]);
  });

  test.each(["<html><body/></html>", "just text", "\u001f\u008b"])(
    "that is none of ours is refused: %j",
    async (body) => {
      expect((await send(body)).status).toBe(415);
    },
  );

  test("leaves nothing of it in the home, and look-ups are answered meanwhile", async () => {
    const large = send(xliff(units(Array.from({ length: 60_000 }, (_, i) => String(i)))));
    expect((await call(server.url, "GET", "/healthz")).status).toBe(200);
    expect((await large).status).toBe(200);
    expect(await readdir(join(home.path, "tm", ".spool"))).toEqual([]);
  });
});
