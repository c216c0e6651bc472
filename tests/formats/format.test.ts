import { describe, expect, test } from "@jest/globals";
import { formatOf } from "../../src/formats/format.js";

const rows: readonly [string, string | undefined, string | undefined][] = [
  ['<?xml version="1.0"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<!-- <xliff> -->\n<tmx version="1.4">', undefined, "tmx"],
  ['<!DOCTYPE tmx [<!ENTITY a "]><xliff>"> <!-- \' --> ]><tmx>', undefined, "tmx"],
  ['<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">', "a.tmx", "xliff1"],
  ["<xliff\n xmlns:x='y'\n version = '2.1'>", undefined, "xliff2"],
  ['<x:xliff xmlns:x="urn:oasis:names:tc:xliff:document:2.0" srcLang="en" version="2.0">', undefined, "xliff2"],
  ['<?xml version="1.0"?><martif type="TBX">', undefined, "tbx2"],
  ['<tbx style="dca" type="TBX-Core">', undefined, "tbx3"],
  ['{"source":"a","target":"b"}\n{"source":"c"}\n', "a.csv", "jsonl"],
  ['{\n  "concepts": []\n}\n', "glossary.json", undefined],
  ["source;target\na;b\n", "a.CSV", "csv"],
  ["source\ttarget\na\tb\n", "glossary.txt", "tsv"],
  ["source\ttarget\na\tb\n", undefined, undefined],
  ["<html><body>", "a.tmx", undefined],
  ["<!-- never ends <tmx>", "a.tmx", undefined],
  ["<!DOCTYPE tmx [ <tmx>", "a.tmx", undefined],
  ["<", "a.tmx", undefined],
  ["", "a.csv", undefined],
  ["a\u0000b", "a.csv", undefined],
];

describe("the format of", () => {
  test.each(rows)("%j named %j is %j", (head, name, format) => {
    expect(formatOf(Buffer.from(head), name)).toBe(format);
    expect(formatOf(Buffer.from(`\uFEFF${head}`), name)).toBe(format);
    if (head.startsWith("<") && head.length > 1) {
      expect(formatOf(Buffer.from(`\uFEFF${head}`, "utf16le"), name)).toBe(format);
      expect(formatOf(Buffer.from(`\uFEFF${head} `, "utf16le").swap16(), name)).toBe(format);
      expect(formatOf(Buffer.from(head, "utf16le"), name)).toBe(format);
    }
  });

  test("compressed files is none", () => {
    expect(formatOf(Buffer.from([0x1f, 0x8b, 8]), "a.csv")).toBeUndefined();
    expect(formatOf(Buffer.from("PK\u0003\u0004"), "a.csv")).toBeUndefined();
  });
});
