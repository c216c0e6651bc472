/** A stretch of a text, by offsets. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** The longest quotation that is taken for one; beyond it, two stray marks more likely stand around ordinary text. */
const QUOTATION =
  /«[^«»]{1,400}»|“[^“”]{1,400}”|"[^"]{1,400}"|`[^`']{1,400}['`]|(?<![\p{L}\p{N}])['‘][^'‘’]{1,400}['’](?![\p{L}\p{N}])/gu;

/** What stands in quotation marks of any kind, the marks with it, in order. */
export function quotations(text: string): Stretch[] {
  if (!/[«“"`'‘]/.test(text)) return [];
  return Array.from(text.matchAll(QUOTATION), ({ 0: { length }, index }) => ({ start: index, end: index + length }));
}

/** What a person types or a program shows, by the elements of DocBook, XHTML and the help of office programs. */
const COMPUTER_TEXT =
  /<(screen|programlisting|literal|userinput|computeroutput|command|code|input|kbd|samp|tt|pre)(?:\s[^<>]{0,400})?>.*?<\/\1>/gsu;

/** Whether an offset stands within what a person types or a program shows. */
export function isComputerText(text: string, at: number): boolean {
  if (!text.includes("</")) return false;
  return Array.from(text.matchAll(COMPUTER_TEXT)).some(({ index, 0: { length } }) => index < at && at < index + length);
}
