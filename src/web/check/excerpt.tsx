import type { FindingJson } from "../../http/contract.js";

/** Characters that are shown before what an excerpt is about. */
const LEAD = 30;

/** About as much as two lines of a row hold. */
const LENGTH = 220;

/** The part of a text around a stretch of it, which is highlighted. */
export function Excerpt({ text, span }: { readonly text: string; readonly span: FindingJson["source"] }) {
  if (span === undefined || (span.start === 0 && span.end >= text.length)) return text.slice(0, LENGTH);
  const start = span.start <= LEAD ? 0 : wordStart(text, span.start - LEAD);
  return (
    <>
      {start === 0 ? "" : "…"}
      {text.slice(start, span.start)}
      <mark>{text.slice(span.start, span.end)}</mark>
      {text.slice(span.end, start + LENGTH)}
    </>
  );
}

function wordStart(text: string, at: number): number {
  const space = text.indexOf(" ", at);
  return space === -1 ? at : space + 1;
}
