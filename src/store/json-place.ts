/** A place in a text, counted from 1, the column in UTF-16 code units. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Why a text is not JSON, and where. */
export interface JsonFault extends Place {
  readonly reason: string;
}

/** Deeper nesting is taken for a fault: no file of ours has more than six levels, and each costs a call. */
const MAX_DEPTH = 100;

const SPACE = /[ \t\r\n]*/y;
const STRING = /"(?:[^"\\\u0000-\u001F]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*"/y; // eslint-disable-line no-control-regex
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;

/**
 * The first place where a text breaks the grammar of JSON (RFC 8259), which `JSON.parse` does not tell; `undefined`
 * where it keeps it.
 */
export function jsonFault(text: string): JsonFault | undefined {
  const scanner = new Scanner(text, undefined);
  try {
    scanner.document();
    return undefined;
  } catch (error) {
    if (!(error instanceof Unexpected)) throw error;
    return { ...placeAt(text, error.offset), reason: error.message };
  }
}

/** Where the value of that path begins in a text that is JSON; of its nearest ancestor where the path leads nowhere. */
export function placeOf(text: string, path: readonly PropertyKey[]): Place {
  const scanner = new Scanner(text, path.map(String));
  try {
    scanner.document();
  } catch (error) {
    // Nested too deep: what was found before that has to do.
    if (!(error instanceof Unexpected)) throw error;
  }
  return placeAt(text, scanner.found);
}

/** The line and column of an offset. */
export function placeAt(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf("\n") + 1;
  return { line: before.split("\n").length, column: offset - lineStart + 1 };
}

class Unexpected extends Error {
  readonly offset: number;

  constructor(offset: number, expected: string, text: string) {
    const found = text.codePointAt(offset);
    super(
      `${expected} is expected, not ${found === undefined ? "the end" : JSON.stringify(String.fromCodePoint(found))}`,
    );
    this.offset = offset;
  }
}

/** No depth: the value that the path leads to, or would, is behind. */
const LEFT = -1;

/** Walks a JSON text by its grammar, one method to a production, and notes where the values of one path begin. */
class Scanner {
  readonly #text: string;
  readonly #path: readonly string[] | undefined;
  #offset = 0;
  /** How many steps of the path lead to where the scanner is; fewer than its depth where it is beside the path. */
  #matched = 0;
  /** Where the deepest value on the path begins. */
  found = 0;

  constructor(text: string, path: readonly string[] | undefined) {
    this.#text = text;
    this.#path = path;
  }

  document(): void {
    this.#value(0);
    this.#match(SPACE);
    if (this.#offset < this.#text.length) throw this.#unexpected("the end of the file");
  }

  #value(depth: number): void {
    this.#match(SPACE);
    if (this.#matched === depth) this.found = this.#offset;
    if (depth > MAX_DEPTH) throw this.#unexpected(`no more than ${MAX_DEPTH} levels of nesting`);
    if (this.#take("{")) this.#members(depth);
    else if (this.#take("[")) this.#items(depth);
    else if (!this.#match(STRING) && !this.#match(NUMBER) && !this.#match(WORD)) throw this.#unexpected(this.#wanted());
  }

  #members(depth: number): void {
    if (this.#take("}")) return;
    do {
      this.#match(SPACE);
      const start = this.#offset;
      if (!this.#match(STRING)) throw this.#unexpected(this.#wanted("a name in double quotes"));
      const name = JSON.parse(this.#text.slice(start, this.#offset)) as string;
      if (!this.#take(":")) throw this.#unexpected('":"');
      this.#step(name, depth);
    } while (this.#take(","));
    if (!this.#take("}")) throw this.#unexpected('"," or "}"');
  }

  #items(depth: number): void {
    if (this.#take("]")) return;
    let i = 0;
    do this.#step(String(i++), depth);
    while (this.#take(","));
    if (!this.#take("]")) throw this.#unexpected('"," or "]"');
  }

  #step(name: string, depth: number): void {
    const isOnPath = this.#matched === depth && this.#path?.[depth] === name;
    if (isOnPath) this.#matched += 1;
    this.#value(depth + 1);
    if (isOnPath) this.#matched = LEFT;
  }

  /** A string that is begun and not well-formed is a fault inside it. */
  #wanted(usually = "a value"): string {
    if (this.#text.charAt(this.#offset) !== '"') return usually;
    const inside = /"(?:[^"\\\u0000-\u001F]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*/y; // eslint-disable-line no-control-regex
    this.#match(inside);
    return this.#text.charAt(this.#offset) === "\\" ? "an escape that JSON knows" : 'the closing "';
  }

  #take(sign: string): boolean {
    this.#match(SPACE);
    if (this.#text.charAt(this.#offset) !== sign) return false;
    this.#offset += 1;
    return true;
  }

  #match(pattern: RegExp): boolean {
    pattern.lastIndex = this.#offset;
    if (!pattern.test(this.#text)) return false;
    this.#offset = pattern.lastIndex;
    return true;
  }

  #unexpected(expected: string): Unexpected {
    return new Unexpected(this.#offset, expected, this.#text);
  }
}
