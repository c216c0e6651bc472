/**
 * Folding: what makes two ways of writing a word the same word. Case, apostrophes, spaces, hyphens, ligatures and soft
 * hyphens are folded; accents are not, for they tell words apart (`cote`, `côte`, `côté`).
 */

/** The folded form of a word or text. Not of the same length as what it was made from. */
export function fold(text: string): string {
  // Every word of every text passes here: plain ASCII is told by a loop, and what is folded already is not copied.
  let upper = false;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit > 0x7e || unit < 0x20) return foldWide(text);
    upper ||= unit >= 0x41 && unit <= 0x5a;
  }
  return upper ? text.toLowerCase() : text;
}

/** What folding replaces beside case. */
const FOLDED = /[’ʼ\u00A0\u202F\u2009\u2010\u2011œæ\u00AD]/;

function foldWide(text: string): string {
  const lower = text.normalize("NFC").toLowerCase();
  if (!FOLDED.test(lower)) return lower;
  return lower
    .replace(/[’ʼ]/g, "'")
    .replace(/[\u00A0\u202F\u2009]/g, " ")
    .replace(/[\u2010\u2011]/g, "-")
    .replace(/œ/g, "oe")
    .replace(/æ/g, "ae")
    .replace(/\u00AD/g, "");
}

const PLAIN = /^[ -~]*$/;

/** The folded form without accents: what capitals without accents (`ETAT`) and careless typing are compared by. */
export function foldAccents(text: string): string {
  const folded = fold(text);
  if (PLAIN.test(folded)) return folded;
  return folded
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .normalize("NFC");
}
