import { validateXml } from "../../../src/formats/validation/validate.js";
import type { Breach } from "../../../src/formats/validation/breach.js";
import { inPieces } from "../bytes.js";

/** A rule with a file that breaks it and one, as alike as can be, that keeps it. */
export interface RuleCase {
  readonly rule: string;
  /** `@@` stands before the element that the breach is reported at. */
  readonly breaks: string;
  readonly keeps: string;
  /** Other rules that the breaking file cannot but break. */
  readonly also?: readonly string[];
}

export async function breachesOf(file: string | Uint8Array, size?: number): Promise<Breach[]> {
  const breaches: Breach[] = [];
  for await (const event of validateXml(inPieces(file, size))) {
    if (event.kind === "breach") breaches.push(event.breach);
  }
  return breaches;
}

/** The file without its mark, and the place of the mark: line and column from 1. */
export function marked(file: string): { file: string; line: number; column: number } {
  const at = file.indexOf("@@");
  if (at < 0) throw new Error(`no mark in ${file}`);
  const before = file.slice(0, at).split("\n");
  return { file: file.replace("@@", ""), line: before.length, column: (before.at(-1) ?? "").length + 1 };
}
