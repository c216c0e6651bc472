import js2xliff from "xliff/js2xliff";
import type { UnitContent } from "../unit.js";
import { inChunks } from "./text-chunks.js";
import { xliffParts, type NumberedCode } from "./xliff-code.js";
import {
  CodeNumbers,
  elementOf,
  noteTexts,
  packageOutput,
  packageText,
  xliffPairs,
  type XliffOptions,
  type XliffPair,
} from "./xliff-unit.js";
import { xmlAttribute, xmlText } from "./xml-text.js";

/**
 * Units as XLIFF 2.0 (http://docs.oasis-open.org/xliff/xliff-core/v2.0/os/xliff-core-v2.0-os.html) in one `file`, one
 * `segment` a `unit`, in strings of about 64 Ki UTF-16 units. The envelope is ours, each `unit` comes from the `xliff`
 * package, but for `originalData`, which it cannot write. Codes are `sc`, `ec` and `ph`: any order of opening and closing is
 * valid so. Properties, usage counts, variants in other languages and regions other than the file's are not written.
 */
export function writeXliff2(units: Iterable<UnitContent>, options: XliffOptions): Generator<string> {
  return inChunks(xliffTexts(units, options));
}

function* xliffTexts(units: Iterable<UnitContent>, options: XliffOptions): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0"';
  yield ` srcLang="${options.sourceLang}" trgLang="${options.targetLang}">\n`;
  yield `<file id="f1" original="${xmlAttribute(options.original)}">\n`;
  let isEmpty = true;
  for (const pair of xliffPairs(units, options)) {
    isEmpty = false;
    yield `${unitElement(pair, options)}\n`;
  }
  // A file must hold a unit or a group.
  if (isEmpty) yield '<group id="g1"/>\n';
  yield "</file>\n</xliff>\n";
}

function unitElement(pair: XliffPair, options: XliffOptions): string {
  const { unit, ordinal, source, target } = pair;
  const numbers = new CodeNumbers();
  const data = new OriginalData();
  const content = (segment: typeof source.segment): XliffContent =>
    [...xliffParts(segment, numbers)].map((part) =>
      typeof part === "string" ? packageText(part) : inlineElement(part, data),
    );
  const notes = noteTexts(pair);
  const { key } = unit.context;
  let xml = "";
  js2xliff(
    {
      sourceLanguage: options.sourceLang,
      targetLanguage: options.targetLang,
      resources: {
        units: {
          [`u${ordinal}`]: {
            source: content(source.segment),
            ...(target === undefined ? {} : { target: content(target.segment) }),
            ...(notes.length === 0 ? {} : { note: notes }),
            additionalAttributes: {
              ...(key === undefined ? {} : { name: xmlAttribute(key) }),
              "xml:space": "preserve",
            },
          },
        },
      },
    },
    { indent: "" },
    (_error, written) => (xml = written),
  );
  // Text is escaped, so the first `<segment>` is the tag. `originalData` stands between notes and segments.
  const state = target === undefined ? "initial" : stateOf(unit);
  const written = packageOutput(elementOf(xml, "unit"));
  return written.replace("<segment>", () => `${data.element()}<segment state="${state}">`);
}

/** What a machine translated still waits for a person; what is not official has been translated, no more. */
function stateOf({ origin }: UnitContent): string {
  return origin === "machine" ? "initial" : origin === "unofficial" ? "translated" : "final";
}

/** The markup behind a unit's codes, each once. */
class OriginalData {
  readonly #ids = new Map<string, string>();

  ref(data: string | undefined): string | undefined {
    if (data === undefined) return undefined;
    const id = this.#ids.get(data) ?? `d${this.#ids.size + 1}`;
    this.#ids.set(data, id);
    return id;
  }

  element(): string {
    if (this.#ids.size === 0) return "";
    const data = [...this.#ids].map(([text, id]) => `<data id="${id}">${xmlText(text)}</data>`);
    return `<originalData>${data.join("")}</originalData>`;
  }
}

function inlineElement({ code, number, pair }: NumberedCode, data: OriginalData): Record<string, XliffElement> {
  const id = String(number);
  const dataRef = data.ref(code.data);
  const type = typeOf(code.type);
  if (code.kind === "alone") return { Standalone: { id, dataRef, ...type } };
  const opens = code.kind === "open" || code.kind === "isolated-open";
  if (pair === undefined) {
    return { [opens ? "SpanStart" : "SpanEnd"]: { id, dataRef, ...type, isolated: "yes" } };
  }
  // The type of a pair stands at its start.
  return opens ? { SpanStart: { id, dataRef, ...type } } : { SpanEnd: { startRef: String(pair), dataRef } };
}

/** The types of section 4.3.1.32 and the subtypes of 4.3.1.30; whatever else a tool says goes into a subtype of ours. */
const TYPES: ReadonlyMap<string, XliffElement> = new Map([
  ["bold", { type: "fmt", subType: "xlf:b" }],
  ["italic", { type: "fmt", subType: "xlf:i" }],
  ["underlined", { type: "fmt", subType: "xlf:u" }],
  ["lb", { type: "fmt", subType: "xlf:lb" }],
  ["pb", { type: "fmt", subType: "xlf:pb" }],
  ...["fmt", "ui", "quote", "link", "image", "other"].map((type): [string, XliffElement] => [type, { type }]),
]);

function typeOf(type: string | undefined): XliffElement {
  if (type === undefined) return {};
  const known = TYPES.get(type);
  if (known !== undefined) return known;
  const token = type.replace(/[^\w.-]+/g, "_");
  return token === "" ? {} : { type: "other", subType: `entente:${token}` };
}
