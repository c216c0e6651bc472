/**
 * Stretches of a text that are no language: addresses, identifiers, formulas, paths, markup. No name is looked for in them,
 * and no name reaches across them.
 *
 * Markup may hold white space and is looked for first; all else is a run of characters without any, judged as a whole. So
 * each character is read a few times at most, however long the text: one pattern searched for from every place would be
 * quadratic on a hostile one.
 */

/** Signs without which nothing can be masked; most texts have none of them. */
const MAY_BE_MASKED = /[@_\\<#$=/(]|\.\p{L}|\d-|-\d/u;

const MARKUP_OR_RUN = /<\/?[A-Za-z][^<>]*>|[^\s<>«»“”]+/gu;

/** Which runs are masked, by what they begin with or hold. */
const MASKED: readonly RegExp[] = [
  // Web addresses, e-mail addresses, names of users and packages.
  /:\/\/|^\W*www\.|@/u,
  // A bare host whose last part is a domain that official pages have.
  /^[^\p{L}\d]*(?:[A-Za-z\d-]+\.)+(?:int|org|com|net|eu|fr|be|ch|ca|uk|gov|mil|edu|io|info)(?![\p{L}\d])/u,
  // Identifiers, assignments, formulas, paths of Windows.
  /[\p{L}\d]_[\p{L}\d]|[\p{L}\d]=[^=]|^\W*=\p{L}|\\\p{L}/u,
  // Paths, files, hash tags, variables.
  /^[^\p{L}\d/]*\/[\w.-]+\/[\w.-]/u,
  /\.(?:pdf|docx?|xlsx?|html?|xml|json|txt|csv|tmx|xlf|zip|jpe?g|png)(?![\p{L}\d])/u,
  /^[("'[]*[#$]\p{L}/u,
  // Functions: `SI(A1`, `MAX.SI`; but not `ONG(s)`.
  /^\W*\p{Lu}{2,}\d*\((?!\p{L}{1,3}\))\S|^\W*\p{Lu}{2,}(?:\.\p{Lu}{2,})+/u,
  // Money: `US$5` names no country.
  /^\W*(?:US|CA|AU|NZ|HK|C|A)\$/u,
  // The symbol of a document: capitals and digits joined twice or more, as in S/2024/15.
  /^(?=\D*\d)[("]*\p{Lu}[\p{Lu}\d.]*(?:[/-][\p{Lu}\d.]+){2,}[)"]*[,.;:]*$/u,
];

/** Longer runs without white space are no words in any case. */
const LONGEST_RUN = 1_000;

/** The masked stretches of a text, in order, as start and end by turns. */
export function maskedStretches(text: string): number[] {
  const stretches: number[] = [];
  if (!MAY_BE_MASKED.test(text)) return stretches;
  for (const { index, 0: run } of text.matchAll(MARKUP_OR_RUN)) {
    if (isMasked(run)) stretches.push(index, index + run.length);
  }
  return stretches;
}

function isMasked(run: string): boolean {
  if (run.startsWith("<") || run.length > LONGEST_RUN) return true;
  return MAY_BE_MASKED.test(run) && MASKED.some((pattern) => pattern.test(run));
}
