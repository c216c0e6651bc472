import { describe, expect, test } from "@jest/globals";
import { csvReport } from "../../src/report/csv-report.js";
import { checkedFile, finding, HOSTILE, pair } from "./checked.js";

/** Cells of a CSV text, read as RFC 4180 says: the slow obvious way. */
function cells(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = "";
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const sign = text.charAt(i);
    if (quoted && sign === '"' && text.charAt(i + 1) === '"') cell += text.charAt(i++);
    else if (sign === '"') quoted = !quoted;
    else if (!quoted && (sign === "," || text.startsWith("\r\n", i))) {
      rows.at(-1)?.push(cell);
      cell = "";
      if (sign === "\r") {
        rows.push([]);
        i++;
      }
    } else cell += sign;
  }
  return rows.slice(0, -1);
}

describe("csvReport", () => {
  test("begins with a byte order mark and names its columns", () => {
    const text = csvReport(checkedFile());
    expect(text.charCodeAt(0)).toBe(0xfeff);
    expect(cells(text.slice(1))).toEqual([
      [
        ...["segment", "id", "line", "category", "severity", "mqm", "concept", "source", "target", "found source"],
        ...["found target", "message", "suggestions", "finding id", "file", "ignored"],
      ],
    ]);
  });

  test("gives back every text as it was, quotes and line breaks included", () => {
    const source = `${HOSTILE}\r\nsecond "line",\nthird`;
    const file = checkedFile({ segments: [pair(source, "")], findings: [finding({ message: HOSTILE })] });
    const [, row = []] = cells(csvReport(file).slice(1));
    expect([row[7], row[8], row[11]]).toEqual([source, "", HOSTILE]);
  });

  test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＠x"])("keeps %j from being a formula", (text) => {
    const file = checkedFile({ segments: [pair(text, "x")], findings: [finding({ suggestions: [text] })] });
    const [, row = []] = cells(csvReport(file).slice(1));
    expect([row[7], row[12]]).toEqual([`'${text}`, `'${text}`]);
  });

  test("leaves a sign in the middle of a text alone", () => {
    const file = checkedFile({ segments: [pair("a=1", "x")], findings: [finding()] });
    expect(cells(csvReport(file).slice(1))[1]?.[7]).toBe("a=1");
  });

  test("has a row for each finding of each file", () => {
    const one = checkedFile({
      findings: [finding(), finding({ concept: "N001", target: { start: 0, end: 2, text: "It" } })],
    });
    const two = checkedFile({
      name: "b.xlf",
      segments: [pair("a", "b", { id: "u1", line: 9 })],
      findings: [finding()],
    });
    const [, ...rows] = cells(csvReport([one, two]).slice(1));
    expect(rows.map((row) => [row[1], row[2], row[6], row[10], row[14]])).toEqual([
      ["", "3", "", "", "work.tmx"],
      ["", "3", "N001", "It", "work.tmx"],
      ["u1", "9", "", "", "b.xlf"],
    ]);
  });
});
