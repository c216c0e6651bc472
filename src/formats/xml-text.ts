/** Text as XML 1.0 writes it (https://www.w3.org/TR/xml/#syntax), for every writer of this folder. */

/** What cannot stand as it is in character data: U+000D too, which a reader would take for a line end. */
const SPECIAL_IN_TEXT = /[&<>\r]/g;

/** In an attribute also the quote, and the white space that a reader would turn into blanks. */
const SPECIAL_IN_ATTRIBUTE = /[&<>"\t\n\r]/g;

/** Whatever is no character of XML 1.0; with the `u` flag `\p{Cs}` finds lone surrogates only. */
// eslint-disable-next-line no-control-regex -- these are the characters to find
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF\p{Cs}]/u;

/** `text` as character data: `]]>` and a carriage return come back as they were. RangeError for what XML cannot hold. */
export function xmlText(text: string): string {
  assertWritable(text);
  return text.replace(SPECIAL_IN_TEXT, reference);
}

/** `value` as it stands between the double quotes of an attribute. RangeError for what XML cannot hold. */
export function xmlAttribute(value: string): string {
  assertWritable(value);
  return value.replace(SPECIAL_IN_ATTRIBUTE, reference);
}

/** Attributes as a start tag holds them, each with a space before it. */
export function xmlAttributes(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${xmlAttribute(value)}"`)
    .join("");
}

function reference(character: string): string {
  switch (character) {
    case "&":
      return "&amp;";
    case "<":
      return "&lt;";
    case ">":
      return "&gt;";
    case '"':
      return "&quot;";
    default:
      return `&#${character.charCodeAt(0)};`;
  }
}

/** Nothing that a memory admits holds such a character, so meeting one is our own mistake. */
function assertWritable(text: string): void {
  const found = FORBIDDEN.exec(text);
  if (found !== null) {
    const name = text.charCodeAt(found.index).toString(16).toUpperCase().padStart(4, "0");
    throw new RangeError(`U+${name} at offset ${found.index} cannot be written in XML`);
  }
}
