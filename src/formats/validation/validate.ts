import { Refusal } from "../../refusal.js";
import type { Format } from "../format.js";
import type { XmlTag } from "../xml-source.js";
import type { Breach } from "./breach.js";
import { DocumentValidator, type ValidationEvent, type Validator } from "./document-validator.js";
import { tbxValidator } from "./tbx-validator.js";
import { tmxValidator } from "./tmx-validator.js";
import { validateJsonLines, validateTable } from "./validate-lines.js";
import { xliff1Validator } from "./xliff1-validator.js";
import { xliff2Validator } from "./xliff2-validator.js";

export type { ValidationEvent } from "./document-validator.js";

/** Where XML itself says what is well-formed. */
const XML_CLAUSE = "https://www.w3.org/TR/xml/#sec-well-formed";

/**
 * Holds a file to its format, which is that of its content (as `formatOf` tells it); `undefined` is read as XML whose root says
 * more. As {@link validateXml} otherwise.
 */
export function validateFile(
  chunks: AsyncIterable<Uint8Array>,
  format: Format | undefined,
): AsyncGenerator<ValidationEvent> {
  if (format === "csv" || format === "tsv") return validateTable(chunks, format);
  if (format === "jsonl") return validateJsonLines(chunks);
  return validateXml(chunks);
}

/**
 * Holds an XML file to the format that its root element names and yields every breach as it is found: first the document,
 * then breaches, those that need a whole unit or document at its end. Memory is bounded whatever the file, and nothing is
 * fetched. A file that is not well-formed breaks one rule more, `xml.well-formed`, where reading stopped. Refusal
 * "unsupported" where it is no file of these formats, "too-large" past a limit of the reader.
 */
export async function* validateXml(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<ValidationEvent> {
  const validator = new DocumentValidator(validatorOf);
  try {
    yield* validator.source.read(chunks);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== "malformed") throw error;
    yield* validator.takeEvents();
    yield { kind: "breach", breach: notWellFormed(error) };
  }
}

function validatorOf(root: XmlTag): Validator | undefined {
  if (root.local === "xliff") return isXliff2(root) ? xliff2Validator(root) : xliff1Validator(root);
  if (root.local === "tmx") return tmxValidator(root);
  if (root.local === "tbx" || root.local === "martif") return tbxValidator(root);
  return undefined;
}

function isXliff2(root: XmlTag): boolean {
  const version = root.attributes["version"]?.value.trim();
  return version === undefined || version === "" ? root.uri.includes(":document:2.") : /^2(?:\.|$)/.test(version);
}

function notWellFormed({ message, detail: { line = 1, column = 1 } }: Refusal): Breach {
  return {
    rule: "xml.well-formed",
    severity: "error",
    message,
    line,
    column,
    element: "",
    clause: XML_CLAUSE,
    isAmbiguous: true,
  };
}
