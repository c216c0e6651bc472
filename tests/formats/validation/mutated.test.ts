import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { validateXml } from "../../../src/formats/validation/validate.js";
import { Refusal } from "../../../src/refusal.js";
import { inPieces } from "../bytes.js";
import { breachesOf } from "./rule-case.js";
import { TBX_CASES } from "./tbx-cases.js";
import { TMX_CASES } from "./tmx-cases.js";
import { XLIFF1_CASES } from "./xliff1-cases.js";
import { XLIFF2_CASES } from "./xliff2-cases.js";

const FILES = [...XLIFF2_CASES, ...XLIFF1_CASES, ...TMX_CASES, ...TBX_CASES].flatMap(({ keeps, breaks }) => [
  keeps,
  breaks.replace("@@", ""),
]);

/** How a validation ends: with breaches, or refused with the reason. Anything else is thrown. */
async function ending(file: Uint8Array): Promise<"read" | "refused"> {
  try {
    await breachesOf(file);
    return "read";
  } catch (error) {
    if (error instanceof Refusal) return "refused";
    throw error;
  }
}

test("a file cut at any byte is not well-formed, and nothing worse", async () => {
  const file = Buffer.from(FILES.find((one) => one.includes("slr:sizeInfoRef")) ?? "");
  for (let length = 1; length < file.length - 2; length++) {
    const found = await breachesOf(file.subarray(0, length));
    expect([length, found.at(-1)?.rule]).toEqual([length, "xml.well-formed"]);
  }
});

test("a file with bytes changed, moved or repeated is validated or refused", async () => {
  const change = fc.record({ at: fc.nat(), length: fc.nat(40), to: fc.nat(), byte: fc.nat(255), kind: fc.nat(3) });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...FILES),
      fc.array(change, { minLength: 1, maxLength: 6 }),
      async (file, changes) => {
        let bytes: Buffer = Buffer.from(file);
        for (const { at, length, to, byte, kind } of changes) {
          const start = at % bytes.length;
          const piece = bytes.subarray(start, start + length);
          const rest = Buffer.concat([bytes.subarray(0, start), bytes.subarray(start + length)]);
          const target = to % (rest.length + 1);
          if (kind === 0) bytes = Buffer.from(bytes.map((one, i) => (i === start ? byte : one)));
          else if (kind === 1) bytes = Buffer.concat([rest.subarray(0, target), piece, rest.subarray(target)]);
          else if (kind === 2) bytes = Buffer.concat([bytes.subarray(0, start), piece, bytes.subarray(start)]);
          else bytes = rest.length > 0 ? rest : bytes;
        }
        expect(["read", "refused"]).toContain(await ending(bytes));
      },
    ),
    { numRuns: 400 },
  );
});

/** Elements moved about, so that the file stays well-formed and its structure does not. */
test("a file with its elements in disorder is validated", async () => {
  const names = [
    "unit",
    "segment",
    "source",
    "target",
    "pc",
    "mrk",
    "notes",
    "note",
    "mtc:match",
    "my:x",
    "group",
    "file",
  ];
  const node: fc.Arbitrary<string> = fc.letrec<{ node: string }>((tie) => ({
    node: fc
      .tuple(
        fc.constantFrom(...names),
        fc.dictionary(
          fc.constantFrom("id", "ref", "startRef", "order", "constructor", "canReorder"),
          fc.constantFrom("1", "#1", "no", ""),
        ),
        fc.array(fc.oneof({ depthSize: "small" }, fc.constant("text"), tie("node")), { maxLength: 4 }),
      )
      .map(([name, attributes, children]) => {
        const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${value}"`);
        return `<${name}${written.join("")}>${children.join("")}</${name}>`;
      }),
  })).node;
  const root =
    '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0" xmlns:my="urn:x" version="2.0" srcLang="en" trgLang="fr">';
  await fc.assert(
    fc.asyncProperty(fc.array(node, { maxLength: 4 }), async (nodes) => {
      const found = await breachesOf(`${root}${nodes.join("")}</xliff>`);
      expect(found.filter(({ rule }) => rule.startsWith("xml."))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test("what a unit may make us keep is bounded", async () => {
  async function* large(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(
      '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en"><file id="f"><unit id="u"><segment><source>',
    );
    for (let i = 0; i < 40; i++) {
      yield await Promise.resolve(
        Buffer.from(Array.from({ length: 1_000 }, (_, j) => `<ph id="${i * 1_000 + j}"/>`).join("")),
      );
    }
    yield Buffer.from('<ph id="1"/></source></segment></unit></file></xliff>');
  }
  const rules: string[] = [];
  for await (const event of validateXml(large())) if (event.kind === "breach") rules.push(event.breach.rule);
  expect(rules).toEqual(["xliff2.too-many-codes"]);
});

test("a root that is none of ours is refused with its place", async () => {
  const refusal = await breachesOf("<!-- x -->\n  <html/>").catch((error: unknown) => error);
  expect(refusal).toMatchObject({ code: "unsupported", detail: { line: 2, column: 3 } });
  const events = validateXml(inPieces("")).next();
  expect((await events).value).toMatchObject({ breach: { rule: "xml.well-formed", line: 1, column: 1 } });
});
