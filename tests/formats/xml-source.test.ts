import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { MAX_ATTRIBUTES, MAX_DEPTH, MAX_TEXT_LENGTH, MAX_TOKEN_LENGTH } from "../../src/formats/xml-source.js";
import { eventsOf, inPieces, refusalOf, tmx, tu } from "./bytes.js";
import { readTmx } from "../../src/formats/tmx-reader.js";
import { Refusal } from "../../src/refusal.js";

/** Each row: what is wrong, the file, the code, and the place of the mistake. */
const refused: readonly [string, string | Uint8Array, string, number, number][] = [
  ["an undeclared entity", "<tmx>\n😀é&nbsp;</tmx>", "malformed", 2, 4],
  ["an entity that the DOCTYPE declares", '<!DOCTYPE tmx [<!ENTITY a "x">]>\n<tmx>&a;</tmx>', "malformed", 2, 6],
  ["an external entity", '<!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///etc/passwd">]><tmx>&a;</tmx>', "malformed", 1, 62],
  ["a reference to no character", "<tmx>\r\n&#xD83D;</tmx>", "malformed", 2, 1],
  ["a control character", "<tmx>\n😀\u0001</tmx>", "malformed", 2, 3],
  ["a NUL", "<tmx>\r\u0000</tmx>", "malformed", 2, 1],
  ["a wrong end tag", "<tmx>\n\n  <body>\n </tmx>", "malformed", 4, 2],
  ["text behind the root", "<tmx>\n</tmx>\n  x", "malformed", 3, 3],
  ["text before the root", "\n\n x<tmx/>", "malformed", 3, 2],
  ["text before the root, and a control character", "\n x\u0001", "malformed", 2, 2],
  ["two roots", "<tmx/>\n<tmx/>", "malformed", 2, 5],
  ["an attribute twice", '<tmx a="1"\n a="2">', "malformed", 2, 7],
  ["a prefix without a namespace", "<tmx>\n<a:b/></tmx>", "malformed", 2, 6],
  ["]]> in text", "<tmx>\n ]]></tmx>", "malformed", 2, 4],
  ["< in an attribute", '<tmx a="\n<">', "malformed", 2, 1],
  ["no end", "<tmx>\n<body>\n", "malformed", 3, 1],
  ["an end within a tag", "<tmx>\n<bo", "malformed", 2, 4],
  ["nothing", "", "malformed", 1, 1],
  ["only a byte order mark", "\uFEFF", "malformed", 1, 1],
  ["two byte order marks", "\uFEFF\uFEFF<tmx/>", "malformed", 1, 1],
  ["another root", "<!-- -->\n <html/>", "unsupported", 2, 2],
  ["TMX 2", '<tmx version="2.0"/>', "unsupported", 1, 1],
  ["a byte of Latin-1", Buffer.concat([Buffer.from("<tmx>\n😀é "), Buffer.from([0xe9, 0x20])]), "malformed", 2, 5],
  ["an overlong form", Buffer.concat([Buffer.from("<tmx>\n"), Buffer.from([0xc0, 0xaf])]), "malformed", 2, 1],
  ["a surrogate in UTF-8", Buffer.concat([Buffer.from("<tmx>\n"), Buffer.from([0xed, 0xa0, 0xbd])]), "malformed", 2, 1],
  ["half a character at the end", Buffer.from("<tmx/>\né").subarray(0, -1), "malformed", 2, 1],
  ["half a unit of UTF-16", Buffer.from("\uFEFF<tmx/>", "utf16le").subarray(0, -1), "malformed", 1, 6],
  ["a lone surrogate in UTF-16", Buffer.from("\uFEFF<tmx>\n\uD83D</tmx>", "utf16le"), "malformed", 2, 1],
  ["UTF-8 that says UTF-16", '<?xml version="1.0" encoding="UTF-16"?><tmx/>', "malformed", 1, 1],
  ["a byte above ASCII in ASCII", '<?xml version="1.0" encoding="US-ASCII"?>\n<tmx>é</tmx>', "malformed", 2, 6],
  ["an encoding that no page has", '<?xml version="1.0" encoding="EBCDIC-CP-FR"?><tmx/>', "unsupported", 1, 1],
  ["UTF-32", Buffer.from([0xff, 0xfe, 0, 0, 0x3c, 0, 0, 0]), "unsupported", 1, 1],
  ["UTF-32 without a mark", Buffer.from([0x3c, 0, 0, 0, 0x74, 0, 0, 0]), "unsupported", 1, 1],
  ["gzip", Buffer.from([0x1f, 0x8b, 8, 0, 0]), "unsupported", 1, 1],
];

describe("a file with", () => {
  for (const [what, file, code, line, column] of refused) {
    test(`${what} is refused with its place`, async () => {
      for (const size of [Infinity, 1]) {
        const { message, ...refusal } = await refusalOf(file, size);
        expect(message).not.toBe("");
        expect(refusal).toMatchObject({ code, detail: { line, column } });
      }
    });
  }

  test("more than a step before the mistake is refused with its place", async () => {
    const lines = tu("😀").concat("\r\n").repeat(20_000);
    const file = tmx(lines).replace("</body>", "  &oops;</body>");
    expect((await refusalOf(file)).detail).toMatchObject({ line: 20_001, column: 3 });
    const bytes = Buffer.from(file);
    bytes[bytes.indexOf("&oops;")] = 0xff;
    expect((await refusalOf(bytes)).detail).toMatchObject({ line: 20_001, column: 3 });
  });
});

describe("a file past a limit", () => {
  test("of depth is refused", async () => {
    const nest = (depth: number): string => "<a>".repeat(depth) + "</a>".repeat(depth);
    expect(await eventsOf(`<tmx>${nest(MAX_DEPTH - 1)}</tmx>`)).toEqual([]);
    expect(await refusalOf(`<tmx>${nest(MAX_DEPTH)}</tmx>`)).toMatchObject({
      code: "too-large",
      detail: { line: 1, column: 6 + 3 * (MAX_DEPTH - 1) },
    });
    expect(await refusalOf(`<tmx>${nest(100_000)}</tmx>`)).toMatchObject({ code: "too-large" });
  });

  test("of attributes is refused", async () => {
    const attributes = (count: number): string => Array.from({ length: count }, (_, i) => ` a${i}=""`).join("");
    expect(await eventsOf(`<tmx${attributes(MAX_ATTRIBUTES)}/>`)).toEqual([]);
    expect(await refusalOf(`<tmx\n${attributes(MAX_ATTRIBUTES + 1)}/>`)).toMatchObject({
      code: "too-large",
      detail: { line: 1, column: 1 },
    });
  });

  test("is not there for a text that holds a whole file, as tools put one into XLIFF", async () => {
    const original = "UEsDBBQABgAIAAAAIQ\n".repeat(300_000);
    expect(original.length).toBeGreaterThan(5 * MAX_TOKEN_LENGTH);
    const markup = `<tmx version="1.4"><x>${original}</x><x><![CDATA[${original}]]></x></tmx>`;
    expect(await eventsOf(markup)).toEqual([]);
    expect(await refusalOf(`<tmx><x a="${original}"/></tmx>`)).toMatchObject({ code: "too-large" });
  });

  const endless: readonly [string, string, string][] = [
    ["attribute", '<tmx a="', "x"],
    ["attribute of references", '<tmx a="', "&#120;"],
    ["list of attributes", "<tmx", ' a=""'],
    ["element name", "<", "x"],
    ["comment", "<tmx><!--", "x"],
    ["comment of hyphens and blanks", "<tmx><!--", "- "],
    ["CDATA section", "<tmx><![CDATA[", "]"],
    ["text", "<tmx>", "\n"],
    ["processing instruction", "<tmx><?a ", "?"],
    ["DOCTYPE", "<!DOCTYPE tmx [", "<!-- x -->"],
    ["entity name", "<tmx>&", "x"],
    ["end tag", "<tmx></", "x"],
    ["row of blanks in a tag", "<tmx ", " "],
  ];
  for (const [what, start, more] of endless) {
    test(`of a never-ending ${what} is refused before it fills memory`, async () => {
      let fed = 0;
      async function* file(): AsyncGenerator<Uint8Array> {
        yield Buffer.from(start);
        const piece = Buffer.from(more.repeat(Math.ceil(60_000 / more.length)));
        for (;;) {
          fed += piece.length;
          if (fed > MAX_TEXT_LENGTH + 2 * MAX_TOKEN_LENGTH) throw new Error("it goes on reading");
          yield await Promise.resolve(piece);
        }
      }
      // Nothing in these files is an event, so the first answer is the last.
      await expect(readTmx(file()).next()).rejects.toBeInstanceOf(Refusal);
    });
  }
});

test("a fixture cut at any byte is refused as malformed, unless only the end of the last line is missing", async () => {
  for (const name of ["provenance.tmx", "levels-and-codes.tmx", "utf16le.tmx", "utf8-mark.tmx"]) {
    const file = readFileSync(new URL(`tmx/${name}`, import.meta.url));
    const end = name === "utf16le.tmx" ? file.length : file.lastIndexOf(">") + 1;
    for (let cut = 0; cut < end; cut++) {
      const refusal = await refusalOf(file.subarray(0, cut));
      expect({ cut, code: refusal.code }).toEqual({ cut, code: "malformed" });
      expect(refusal.detail.line).toBeGreaterThanOrEqual(1);
      expect(refusal.detail.column).toBeGreaterThanOrEqual(1);
    }
    for (let cut = end; cut <= file.length; cut++) {
      expect((await eventsOf(file.subarray(0, cut))).length).toBeGreaterThan(1);
    }
  }
});

test("a reader that is left early closes the file", async () => {
  let closed = false;
  async function* file(): AsyncGenerator<Uint8Array> {
    try {
      yield* inPieces(tmx(tu("a").repeat(5_000)), 1_000);
    } finally {
      closed = true;
    }
  }
  for await (const event of readTmx(file())) if (event.kind === "unit") break;
  expect(closed).toBe(true);
});
