/** How far back a bracket is looked for: no call of a program in prose is longer. */
const LONGEST_CALL = 400;

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
    else if (sign === "(" && depth-- === 0) return /[\p{L}\p{N}_]/u.test(text.charAt(i - 1));
  }
  return false;
}
