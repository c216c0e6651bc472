import jsToXliff12 from "xliff/jsToXliff12";
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
import { xmlAttribute } from "./xml-text.js";

/**
 * Units as XLIFF 1.2 (http://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html) in one `file`, in strings of about 64 Ki
 * UTF-16 units. The envelope is ours, each `trans-unit` comes from the `xliff` package. Codes keep their data as the content
 * of `bpt`, `ept`, `it` and `ph`; properties, usage counts and variants in other languages are not written.
 */
export function writeXliff12(units: Iterable<UnitContent>, options: XliffOptions): Generator<string> {
  return inChunks(xliffTexts(units, options));
}

function* xliffTexts(units: Iterable<UnitContent>, options: XliffOptions): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">\n';
  yield `<file original="${xmlAttribute(options.original)}" datatype="plaintext"`;
  yield ` source-language="${options.sourceLang}" target-language="${options.targetLang}">\n`;
  yield '<header><tool tool-id="entente" tool-name="Entente"/></header>\n<body>\n';
  for (const pair of xliffPairs(units, options)) yield `${transUnit(pair, options)}\n`;
  yield "</body>\n</file>\n</xliff>\n";
}

function transUnit(pair: XliffPair, options: XliffOptions): string {
  const { unit, ordinal, source, target } = pair;
  const numbers = new CodeNumbers();
  const content = (segment: typeof source.segment): XliffContent =>
    [...xliffParts(segment, numbers)].map((part) =>
      typeof part === "string" ? packageText(part) : inlineElement(part),
    );
  const notes = noteTexts(pair);
  const otherRegion =
    source.lang !== options.sourceLang || (target !== undefined && target.lang !== options.targetLang);
  const { key } = unit.context;
  let xml = "";
  jsToXliff12(
    {
      sourceLanguage: source.lang,
      targetLanguage: target?.lang ?? options.targetLang,
      resources: {
        units: {
          [`u${ordinal}`]: {
            source: content(source.segment),
            ...(target === undefined ? {} : { target: content(target.segment) }),
            ...(notes.length === 0 ? {} : { note: notes }),
            additionalAttributes: {
              ...(key === undefined ? {} : { resname: xmlAttribute(key) }),
              ...(target === undefined ? {} : { approved: unit.origin === undefined ? "yes" : "no" }),
              "xml:space": "preserve",
            },
          },
        },
      },
    },
    { indent: "", xmlLangAttr: otherRegion },
    (_error, written) => (xml = written),
  );
  return withState(withIsolated(packageOutput(elementOf(xml, "trans-unit"))), unit);
}

/** The package cannot give `target` a state. Text is escaped, so the first `<target` is the tag. */
function withState(xml: string, { origin }: UnitContent): string {
  const state =
    origin === "machine"
      ? 'state="needs-review-translation" state-qualifier="leveraged-mt"'
      : origin === "unofficial"
        ? 'state="translated"'
        : 'state="final"';
  return xml.replace("<target", `<target ${state}`);
}

/** The package has no `it`: it writes them as `ph` with a `pos`, which no other `ph` has, and text only inside. */
function withIsolated(xml: string): string {
  return xml.replace(/<ph( id="\d+" pos="[^>]*)>([^<]*)<\/ph>/g, "<it$1>$2</it>");
}

function inlineElement({ code, number, pair }: NumberedCode): Record<string, XliffElement> {
  const id = String(number);
  const isAlone = code.kind === "alone";
  const ctype = code.type === undefined ? undefined : xmlAttribute(ctypeOf(code.type, isAlone));
  const contents = packageText(code.data ?? "");
  if (isAlone) {
    return code.data === undefined ? { Standalone: { id, ctype } } : { Span: { id, ctype, contents } };
  }
  const rid = pair === undefined ? undefined : String(pair);
  if (code.kind === "open" && rid !== undefined) return { SpanStart: { id, rid, ctype, contents } };
  if (code.kind === "close" && rid !== undefined) return { SpanEnd: { id, rid, contents } };
  const pos = code.kind === "open" || code.kind === "isolated-open" ? "open" : "close";
  return { Span: { id, pos, ctype, contents } };
}

/** The `ctype` values of the specification; others begin with `x-` and have no white space. */
const SPANNING_TYPES = new Set(["bold", "italic", "underlined", "link"]);
const STANDALONE_TYPES = new Set(["image", "pb", "lb"]);

function ctypeOf(type: string, isAlone: boolean): string {
  if ((isAlone ? STANDALONE_TYPES : SPANNING_TYPES).has(type)) return type;
  const token = type.replace(/\s+/g, "_");
  return token.startsWith("x-") && token.length > 2 ? token : `x-${token}`;
}
