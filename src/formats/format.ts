/**
 * What a file is, by its content. The name is a hint only where content cannot tell: tables have no mark of their own.
 */

/** A file format that Entente knows when it sees it; which of them are read is for their readers to say. */
export type Format = "tmx" | "xliff1" | "xliff2" | "tbx2" | "tbx3" | "jsonl" | "csv" | "tsv";

/** How much of a file is enough: a root element after a licence in a comment and a DOCTYPE with its entities. */
export const FORMAT_HEAD_BYTES = 65_536;

/**
 * The format of a file from its first bytes ({@link FORMAT_HEAD_BYTES} of them, or all), in UTF-8, UTF-16 or any encoding
 * that writes ASCII as ASCII. `undefined` for what is none of ours, whatever its name says.
 */
export function formatOf(head: Uint8Array, name?: string): Format | undefined {
  const text = asciiOf(head);
  const start = text.trimStart();
  if (start.startsWith("<")) return xmlFormat(start);
  if (start === "" || text.includes("\0") || head[0] === 0x1f || start.startsWith("PK")) return undefined;
  // An object to a line; a JSON file set out over several lines is none.
  if (/^\{\s*"[^\n]*(?:\}\s*(?:\n|$)|$(?!\n))/.test(start)) return "jsonl";
  const ending = /\.(csv|tsv|txt|tab)$/i.exec(name ?? "")?.[1]?.toLowerCase();
  if (ending === "csv") return "csv";
  return ending === undefined ? undefined : "tsv";
}

/** The text as far as ASCII goes: markup is ASCII in every format of ours, and what is not does not matter here. */
function asciiOf(head: Uint8Array): string {
  const bytes = Buffer.from(head.buffer, head.byteOffset, Math.min(head.byteLength, FORMAT_HEAD_BYTES));
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0x00))
    return markless(bytes.toString("utf16le"));
  if ((first === 0xfe && second === 0xff) || (first === 0x00 && second === 0x3c)) {
    const even = Buffer.from(bytes.subarray(0, bytes.length & ~1));
    return markless(even.swap16().toString("utf16le"));
  }
  const hasMark = first === 0xef && second === 0xbb && bytes[2] === 0xbf;
  return bytes.subarray(hasMark ? 3 : 0).toString("latin1");
}

function markless(text: string): string {
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}

function xmlFormat(text: string): Format | undefined {
  const root = rootTag(text);
  if (root === undefined) return undefined;
  switch (root.name) {
    case "tmx":
      return "tmx";
    case "xliff":
      return /\sversion\s*=\s*["']2/.test(root.attributes) ? "xliff2" : "xliff1";
    case "martif":
      return "tbx2";
    case "tbx":
      return "tbx3";
    default:
      return undefined;
  }
}

/** The first element's name without prefix, and its attributes as written; `undefined` where the head holds none. */
function rootTag(text: string): { name: string; attributes: string } | undefined {
  let at = 0;
  while ((at = text.indexOf("<", at)) >= 0) {
    if (text.startsWith("<!--", at)) at = after(text, "-->", at + 4);
    else if (text.startsWith("<?", at)) at = after(text, "?>", at + 2);
    else if (text.startsWith("<!", at)) at = afterDoctype(text, at);
    else {
      const tag = /^<(?:[\w.-]+:)?([\w.-]+)((?:\s[^>]*)?)/.exec(text.slice(at));
      return tag === null ? undefined : { name: tag[1] ?? "", attributes: tag[2] ?? "" };
    }
  }
  return undefined;
}

function after(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found + mark.length;
}

/** Behind a DOCTYPE: quoted texts and the part in brackets may hold `>`. */
function afterDoctype(text: string, start: number): number {
  let inside = false;
  for (let i = start; i < text.length; i++) {
    const character = text[i];
    if (character === '"' || character === "'") i = after(text, character, i + 1) - 1;
    else if (text.startsWith("<!--", i)) i = after(text, "-->", i + 4) - 1;
    else if (character === "[") inside = true;
    else if (character === "]") inside = false;
    else if (character === ">" && !inside) return i + 1;
  }
  return text.length;
}
