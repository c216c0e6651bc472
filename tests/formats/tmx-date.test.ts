import { expect, test } from "@jest/globals";
import { readTmxDate, writeTmxDate } from "../../src/formats/tmx-date.js";

const rows: readonly [string, string | undefined][] = [
  ["20250528T091200Z", "2025-05-28T09:12:00Z"],
  ["20240229T235959Z", "2024-02-29T23:59:59Z"],
  ["20250131T000000Z", "2025-01-31T00:00:00Z"],
  ["20250528T091200", "2025-05-28T09:12:00Z"],
  ["20250528", "2025-05-28T00:00:00Z"],
  ["2025-05-28T09:12:00.123Z", "2025-05-28T09:12:00Z"],
  ["2025-05-28T01:12:00+02:00", "2025-05-27T23:12:00Z"],
  ["20250528T231200-0130", "2025-05-29T00:42:00Z"],
  ["00010101T000000Z", "0001-01-01T00:00:00Z"],
  [" 20250528T091200Z\n", "2025-05-28T09:12:00Z"],
  ["20250229T000000Z", undefined],
  ["20250431T000000Z", undefined],
  ["20251301T000000Z", undefined],
  ["20250500T000000Z", undefined],
  ["20250528T240000Z", undefined],
  ["20250528T096000Z", undefined],
  ["00000101T000000+2359", undefined],
  ["28/05/2025", undefined],
  ["", undefined],
];

test.each(rows)("%j is the moment %j", (text, moment) => expect(readTmxDate(text)).toBe(moment));

test("a moment is written as TMX does", () => {
  expect(writeTmxDate("2025-05-28T09:12:00Z")).toBe("20250528T091200Z");
  expect(writeTmxDate("2025-05-28T09:12:00.999Z")).toBe("20250528T091200Z");
  expect(writeTmxDate("last year")).toBeUndefined();
});
