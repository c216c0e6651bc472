/**
 * What spreadsheets begin a formula with (https://owasp.org/www-community/attacks/CSV_Injection), in the wide forms of East
 * Asian keyboards too, behind any number of apostrophes: so that taking one off again always gives the text as it was.
 */
const GUARDED = /^'*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;

/** A cell's text such that a spreadsheet takes it for no formula: with an apostrophe before it where it needs one. */
export function guarded(text: string): string {
  return GUARDED.test(text) ? `'${text}` : text;
}

/** The text that {@link guarded} was given. */
export function unguarded(cell: string): string {
  return cell.startsWith("'") && GUARDED.test(cell) ? cell.slice(1) : cell;
}
