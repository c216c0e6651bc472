/**
 * Where a text ceases to be JSON (RFC 8259). `JSON.parse` tells no position for some faults, and in other words in each
 * release; this reads the text once more, only after it has refused, to say line, column and what would be right there.
 */
export interface JsonFault {
  /** Counted from 1; columns in UTF-16 code units. */
  readonly line: number;
  readonly column: number;
  /** What is wrong, with what stands there. */
  readonly reason: string;
}

const SPACE = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const LITERAL = /true|false|null/y;
const PLAIN = /[^"\\\u0000-\u001f]*/y; // eslint-disable-line no-control-regex -- RFC 8259 section 7, unescaped
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** Characters of the line that the reason shows. */
const EXCERPT = 24;

/** What may come next: a value, a value or the end of an empty array, and so on. */
type Wanted = "value" | "value or ]" | "name" | "name or }" | "colon" | "comma or end" | "nothing";

/** The first fault of a text that `JSON.parse` has refused. */
export function jsonFault(text: string): JsonFault {
  const reader = new Reader(text);
  const reason = reader.read();
  const { offset } = reader;
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf("\n") + 1;
  return { line: before.split("\n").length, column: offset - lineStart + 1, reason: `${reason} ${here(text, offset)}` };
}

function here(text: string, offset: number): string {
  if (offset >= text.length) return "but the text ends";
  const rest = text.slice(offset, offset + EXCERPT).split(/[\r\n]/, 1)[0] ?? "";
  return rest === "" ? "but the line ends" : `at ${JSON.stringify(rest)}`;
}

class Reader {
  offset = 0;
  readonly #text: string;
  readonly #open: ("{" | "[")[] = [];
  #wanted: Wanted = "value";

  constructor(text: string) {
    this.#text = text;
  }

  /** Reads on until something is wrong; says what. */
  read(): string {
    for (;;) {
      this.#skip(SPACE);
      const fault = this.#step(this.#text.charAt(this.offset));
      if (fault !== undefined) return fault;
    }
  }

  #step(next: string): string | undefined {
    switch (this.#wanted) {
      case "value or ]":
        return next === "]" ? this.#close() : this.#value(next);
      case "value":
        return this.#value(next);
      case "name or }":
        return next === "}" ? this.#close() : this.#name(next);
      case "name":
        return this.#name(next);
      case "colon":
        return next === ":" ? this.#take("value") : 'expected ":" after the name';
      case "comma or end":
        return this.#commaOrEnd(next);
      case "nothing":
        return "expected nothing after the value";
    }
  }

  #value(next: string): string | undefined {
    if (next === "{" || next === "[") {
      this.#open.push(next);
      return this.#take(next === "{" ? "name or }" : "value or ]");
    }
    if (next === '"') return this.#string() ?? this.#ended();
    if (this.#skip(LITERAL) || this.#skip(NUMBER)) return this.#ended();
    return "expected a value";
  }

  #name(next: string): string | undefined {
    if (next !== '"') return "expected a name in double quotes";
    const fault = this.#string();
    this.#wanted = "colon";
    return fault;
  }

  #string(): string | undefined {
    this.offset++;
    for (;;) {
      this.#skip(PLAIN);
      const next = this.#text.charAt(this.offset);
      if (next === '"') {
        this.offset++;
        return undefined;
      }
      if (next === "") return 'expected "\\"" at the end of the string';
      if (next !== "\\") return "a control character in a string must be written as an escape (\\n, \\t, \\u0001)";
      if (!this.#skip(ESCAPE)) return "expected an escape that JSON knows";
    }
  }

  #commaOrEnd(next: string): string | undefined {
    const inObject = this.#open.at(-1) === "{";
    if (next === ",") return this.#take(inObject ? "name" : "value");
    if (next === (inObject ? "}" : "]")) return this.#close();
    return `expected "," or "${inObject ? "}" : "]"}"`;
  }

  #close(): undefined {
    this.#open.pop();
    this.offset++;
    this.#ended();
  }

  #ended(): undefined {
    this.#wanted = this.#open.length === 0 ? "nothing" : "comma or end";
  }

  #take(wanted: Wanted): undefined {
    this.offset++;
    this.#wanted = wanted;
  }

  /** Moves past what the pattern finds here; false where that is nothing. */
  #skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.offset;
    if (!pattern.test(this.#text)) return false;
    const moved = pattern.lastIndex > this.offset;
    this.offset = pattern.lastIndex;
    return moved;
  }
}
