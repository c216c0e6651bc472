/** How far back a bracket is looked for: no call of a program in prose is longer. */
const LONGEST_CALL = 400;

/** What stands before the bracket of a call: a word without a space, a function of a spreadsheet, the bracket of `for ((;;))`. */
const CALLED = /(?:[\p{L}\p{N}_]|\p{Lu}{2,}\.\p{Lu}{2,} |\()$/u;
/** Longer than what {@link CALLED} needs to see. */
const LONGEST_CALLED = 24;

/**
 * Whether a place stands within the brackets of a function (`SI(A1>3; 2)`), or behind empty ones (`random();`). Brackets
 * that follow a word without a space are a function's, also those that hold the other form of a word, `ami(e)`.
 */
export function isInCall(text: string, at: number): boolean {
  if (/\(\s?\)$/.test(text.slice(Math.max(0, at - 3), at))) return true;
  let depth = 0;
  for (let i = at - 1; i >= Math.max(0, at - LONGEST_CALL); i--) {
    const sign = text.charAt(i);
    if (sign === ")") depth++;
    else if (sign === "(" && depth-- === 0) return CALLED.test(text.slice(Math.max(0, i - LONGEST_CALLED), i));
  }
  return false;
}
