import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { CsvRows, type CsvRow, type Delimiter } from "../../src/formats/csv-rows.js";

function rowsOf(text: string, delimiter: Delimiter, size = Infinity): CsvRow[] {
  const reader = new CsvRows(delimiter);
  const rows: CsvRow[] = [];
  for (let i = 0; i < text.length; i += size) rows.push(...reader.read(text.slice(i, i + size)));
  return [...rows, ...reader.end()];
}

const cells = (text: string, delimiter: Delimiter = ","): (readonly string[])[] =>
  rowsOf(text, delimiter).map((row) => row.cells);

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
    test(`${what} is read, in one piece and unit by unit`, () => {
      for (const size of [Infinity, 1]) {
        const rows = rowsOf(text, ",", size);
        expect(rows).toEqual(wanted.map((row, i) => ({ cells: row, line: lines[i] })));
      }
    });
  }

  test("tabs has marks within fields, and quoted fields too", () => {
    expect(cells('5" pipe\t"a\tb"\n', "\t")).toEqual([['5" pipe', "a\tb"]]);
  });
});

test("what is written by RFC 4180 is read again, whatever the fields and wherever the text is cut", () => {
  const field = fc.string({ unit: fc.constantFrom('"', ",", ";", "\t", "\n", "\r", " ", "é", "😀", "a") });
  const table = fc.array(fc.array(field, { minLength: 1, maxLength: 4 }), { maxLength: 5 });
  fc.assert(
    fc.property(
      table,
      fc.constantFrom<Delimiter>(",", ";", "\t"),
      fc.constantFrom("\n", "\r\n", "\r"),
      fc.integer({ min: 1, max: 9 }),
      (rows, delimiter, end, size) => {
        const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
        const text = rows.map((row) => row.map(quoted).join(delimiter) + end).join("");
        expect(rowsOf(text, delimiter, size).map((row) => row.cells)).toEqual(rows);
      },
    ),
  );
});
