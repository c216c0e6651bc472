import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { csvRows, type CsvRow, type Delimiter } from "../../src/formats/csv-rows.js";
import { Refusal } from "../../src/refusal.js";

async function rowsOf(text: string, delimiter: Delimiter, size = Infinity): Promise<CsvRow[]> {
  async function* pieces(): AsyncGenerator<string> {
    const characters = [...text];
    for (let i = 0; i < characters.length; i += size) {
      yield await Promise.resolve(characters.slice(i, Math.min(characters.length, i + size)).join(""));
    }
  }
  const rows: CsvRow[] = [];
  for await (const row of csvRows(pieces(), delimiter)) rows.push(row);
  return rows;
}

const cells = async (text: string, delimiter: Delimiter = ","): Promise<(readonly string[])[]> =>
  (await rowsOf(text, delimiter)).map((row) => row.cells);

/** Each row: what it is, the text, the records and the lines that they begin on. */
const read: readonly [string, string, string[][], number[]][] = [
  ["nothing", "", [], []],
  ["blank lines", "\n\r\n\r", [], []],
  ["a last line without end", "a,b", [["a", "b"]], [1]],
  ["each kind of line end", "a\nb\r\nc\rd\n\re", [["a"], ["b"], ["c"], ["d"], ["e"]], [1, 2, 3, 4, 6]],
  [
    "empty fields",
    ",\n,,",
    [
      ["", ""],
      ["", "", ""],
    ],
    [1, 2],
  ],
  ["an empty quoted field alone on its line", '""\n', [[""]], [1]],
  ["quoted line ends", '"a\r\nb",c\nd', [["a\r\nb", "c"], ["d"]], [1, 3]],
  ["quoted marks", '"""a""",""""', [['"a"', '"']], [1]],
  ["blanks, which are text", " a , b ", [[" a ", " b "]], [1]],
];

describe("a table with", () => {
  for (const [what, text, wanted, lines] of read) {
    test(`${what} is read, in one piece and unit by unit`, async () => {
      for (const size of [Infinity, 1]) {
        const rows = await rowsOf(text, ",", size);
        expect(rows).toEqual(wanted.map((row, i) => ({ cells: row, line: lines[i] })));
      }
    });
  }

  test("tabs has marks within fields, and quoted fields too", async () => {
    expect(await cells('5" pipe\t"a\tb"\n', "\t")).toEqual([['5" pipe', "a\tb"]]);
  });
});

test("what is written by RFC 4180 is read again, whatever the fields and wherever the text is cut", async () => {
  const field = fc.string({ unit: fc.constantFrom('"', ",", ";", "\t", "\n", "\r", " ", "é", "😀", "a") });
  const table = fc.array(fc.array(field, { minLength: 1, maxLength: 4 }), { maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(
      table,
      fc.constantFrom<Delimiter>(",", ";", "\t"),
      fc.constantFrom("\n", "\r\n", "\r"),
      fc.integer({ min: 1, max: 9 }),
      async (rows, delimiter, end, size) => {
        const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
        const text = rows.map((row) => row.map(quoted).join(delimiter) + end).join("");
        expect((await rowsOf(text, delimiter, size)).map((row) => row.cells)).toEqual(rows);
      },
    ),
  );
});

/** Each row: the text, and the place and the reason that it is refused for. */
const refused: readonly [string, number, number, string][] = [
  ['a\n"b""c,d\ne', 2, 1, "malformed"],
  ['"a\r\nb",c\n\nd,"x', 4, 3, "malformed"],
  ['é,"a"b', 1, 6, "malformed"],
  ['a\nb,c"d"', 2, 4, "malformed"],
  [`${"a,".repeat(1_024)}a`, 1, 1, "too-large"],
  [`a\n"${"x".repeat(4_194_305)}`, 2, 1, "too-large"],
];

for (const [text, line, column, code] of refused) {
  test(`${JSON.stringify(text.slice(0, 20))} is refused at line ${line}, column ${column}`, async () => {
    for (const size of text.length > 1_000 ? [Infinity] : [Infinity, 1]) {
      const refusal = await rowsOf(text, ",", size).then(
        () => undefined,
        (error: unknown) => error,
      );
      expect(refusal).toBeInstanceOf(Refusal);
      expect(refusal).toMatchObject({ code, detail: { line, column } });
    }
  });
}
