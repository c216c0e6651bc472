import type { InlineCode, Segment } from "../segment.js";
import { partnersIn } from "./code-pairs.js";
import type { CodeNumbers } from "./xliff-unit.js";

/** A code with what XLIFF must know of it: its number in the unit, and that of the code that it closes. */
export interface NumberedCode {
  readonly code: InlineCode;
  readonly number: number;
  /** The number of the opening code of its pair: its own at an opening code, absent where there is no pair. */
  readonly pair?: number;
}

/** The segment as text and codes in turn; no text is empty. */
export function* xliffParts(segment: Segment, numbers: CodeNumbers): Generator<string | NumberedCode> {
  const { text, codes } = segment;
  const partners = partnersIn(codes);
  const repeats = new Map<string, number>();
  const given: number[] = [];
  let from = 0;
  for (const [i, code] of codes.entries()) {
    if (code.at > from) yield text.slice(from, code.at);
    from = code.at;
    const key = `${code.kind} ${code.id}`;
    const repeat = repeats.get(key) ?? 0;
    repeats.set(key, repeat + 1);
    const number = numbers.number(code.kind, code.id, repeat);
    given.push(number);
    const partner = partners.get(i);
    const pair = partner === undefined ? undefined : given[Math.min(i, partner)];
    yield { code, number, ...(pair === undefined ? {} : { pair }) };
  }
  if (from < text.length) yield text.slice(from);
}
