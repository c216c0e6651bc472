import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { codePage } from "../../src/formats/code-page.js";
import { SplicedFile } from "../../src/formats/splice.js";
import { refusalOf, unitsOf } from "./bytes.js";

/**
 * What each byte from 0x80 on stands for, by the Unicode Consortium's mapping tables (ISO8859/8859-n.TXT,
 * VENDORS/MICSFT/WINDOWS/CP125n.TXT; 0xCA of windows-1255 by bestfit1255.txt, as browsers have it); U+FFFD where nothing
 * does. The bytes below are those of ASCII.
 */
const tables = JSON.parse(readFileSync(new URL("code-pages.json", import.meta.url), "utf8")) as Record<string, string>;

describe.each(Object.entries(tables))("%s", (name, upper) => {
  const page = codePage(name);

  test("decodes and encodes each of the 256 bytes, or refuses it", () => {
    for (let byte = 0; byte < 256; byte++) {
      const bytes = Uint8Array.of(byte);
      const expected = byte < 0x80 ? String.fromCharCode(byte) : upper[byte - 0x80];
      const wanted = expected === "\uFFFD" ? undefined : expected;
      expect([byte, page?.decode(bytes)]).toEqual([byte, wanted]);
      if (wanted === undefined) continue;
      expect([byte, page?.has(wanted), Buffer.from(page?.encode(wanted) ?? [])]).toEqual([
        byte,
        true,
        Buffer.from(bytes),
      ]);
    }
    expect(page?.has("\uFFFD")).toBe(false);
    expect(page?.has("😀")).toBe(false);
  });
});

describe("the name of a code page", () => {
  test.each([
    ["windows-1252", "windows-1252"],
    ["Windows-1252", "windows-1252"],
    ["CP1250", "windows-1250"],
    ["x-cp1251", "windows-1251"],
    ["ISO-8859-15", "ISO-8859-15"],
    ["iso8859-1", "ISO-8859-1"],
    ["ISO_8859-1:1987", "ISO-8859-1"],
    ["latin1", "ISO-8859-1"],
  ])("%s is %s", (label, name) => expect(codePage(label)?.name).toBe(name));

  test.each(["", "iso-8859-12", "iso-8859-17", "windows-1259", "ebcdic-cp-fr", "utf-7", "gb18030"])(
    "%p is none that is read",
    (label) => expect(codePage(label)).toBeUndefined(),
  );
});

describe("a file in a code page", () => {
  const file = (encoding: string, text: string): Buffer =>
    Buffer.concat([
      Buffer.from(`<?xml version="1.0" encoding="${encoding}"?><tmx version="1.4"><header srclang="fr"/><body><tu>`),
      Buffer.from('<tuv xml:lang="fr"><seg>'),
      Buffer.from(codePage(encoding)?.encode(text) ?? []),
      Buffer.from("</seg></tuv></tu></body></tmx>"),
    ]);

  test("gives its letters, apostrophes and euros", async () => {
    for (const [encoding, text] of [
      ["windows-1252", "L’œuvre coûte 5 €\u00A0!"],
      ["iso-8859-15", "L'œuvre coûte 5 €\u00A0!"],
      ["iso-8859-1", "l'été à Noël"],
      ["windows-1250", "Łódź, Plzeň"],
    ] as const) {
      const [unit] = await unitsOf(file(encoding, text));
      expect(unit?.variants[0]?.segment.text).toBe(text);
    }
  });

  test("is refused at the byte that stands for nothing", async () => {
    const bytes = file("windows-1252", "abc");
    const at = bytes.indexOf("abc") + 1;
    bytes[at] = 0x81;
    const refusal = await refusalOf(bytes, 7);
    expect(refusal.code).toBe("malformed");
    expect(refusal.detail).toMatchObject({ line: 1, column: at + 1 });
  });

  test("is written back byte for byte, with references for what it lacks", () => {
    const bytes = file("windows-1252", "L’été");
    const spliced = new SplicedFile(bytes);
    expect(Buffer.from(spliced.spliced([])).equals(bytes)).toBe(true);
    const at = spliced.text.indexOf("L’été");
    const changed = Buffer.from(spliced.spliced([{ start: at, end: at + 1, text: "œ€Ω😀" }]));
    expect(changed.toString("latin1")).toContain("\x9C\x80&#937;&#128512;\x92\xE9t\xE9");
  });

  test("is refused where the page has no such number", async () => {
    const bytes = Buffer.from('<?xml version="1.0" encoding="iso-8859-12"?><tmx/>');
    expect((await refusalOf(bytes)).code).toBe("unsupported");
  });
});
