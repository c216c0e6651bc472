/** V8 copies shorter pieces of a string rather than point into it. */
const SHORTEST_SLICE = 13;

/**
 * The same text in memory of its own. What a parser cuts out of a file's text keeps the whole stretch around it alive, so
 * that a kept segment, or a kept problem, would cost 64 Ki units. For well-formed text only.
 */
export function detached(text: string): string {
  return text.length < SHORTEST_SLICE ? text : Buffer.from(text).toString();
}
