/** Stretches of a text whose digits are no quantities: markup, addresses, telephone numbers, character references. */

export interface MaskedRange {
  readonly start: number;
  readonly end: number;
}

const MARKUP_OR_ADDRESS =
  /<\/?[A-Za-z!?][^<>]{0,2000}>|&#?\w{1,10};|\b(?:https?|ftp|file|mailto|sftp|ssh|git|irc):[^\s<>"»”]+|\bwww\.[^\s<>"»”]+|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g;

/** International; French by pairs; North American by 3-3-4. */
const TELEPHONE =
  /\+\d{1,3}[\d \u00A0\u202F.()-]{6,20}\d|(?<!\d)0\d(?:[ \u00A0\u202F.]\d{2}){4}(?!\d)|(?<![\d.])(?:1-)?\(?\d{3}\)?[-. ]\d{3}[-.]\d{4}(?!\d)/g;

/** In order, not overlapping. */
export function maskedRanges(text: string): MaskedRange[] {
  const found: MaskedRange[] = [];
  if (/[<&@:]|www\./.test(text)) found.push(...rangesOf(text, MARKUP_OR_ADDRESS));
  if (/\d/.test(text)) found.push(...rangesOf(text, TELEPHONE));
  if (found.length < 2) return found;
  found.sort((a, b) => a.start - b.start);
  const merged: MaskedRange[] = [];
  for (const range of found) {
    const last = merged.at(-1);
    if (last === undefined || last.end <= range.start) merged.push(range);
    else if (range.end > last.end) merged[merged.length - 1] = { start: last.start, end: range.end };
  }
  return merged;
}

function rangesOf(text: string, pattern: RegExp): MaskedRange[] {
  return Array.from(text.matchAll(pattern), ({ 0: { length }, index }) => ({ start: index, end: index + length }));
}
