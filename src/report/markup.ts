/**
 * HTML that is safe by construction: whatever is put into a {@link markup} template is escaped unless it is markup itself, so
 * that forgetting is no way to let a text in.
 */

/** Text that is HTML already. Made by {@link markup} and {@link raw}. */
export class Markup {
  readonly #text: string;

  private constructor(text: string) {
    this.#text = text;
  }

  /** Whoever calls it answers for the text. */
  static of(text: string): Markup {
    return new Markup(text);
  }

  toString(): string {
    return this.#text;
  }
}

type Part = Markup | string | number | undefined | readonly (Markup | undefined)[];

/** A template of HTML. Texts are escaped for elements and quoted attributes; `undefined` is nothing. */
export function markup(parts: TemplateStringsArray, ...values: readonly Part[]): Markup {
  let text = "";
  for (const [i, part] of parts.entries()) text += part + (i < values.length ? written(values[i]) : "");
  return Markup.of(text);
}

/** What stands in a `style` or `script` element: its own language, without escapes. Refuses what would end the element. */
export function raw(text: string): Markup {
  if (/<\/|<!--/.test(text)) throw new RangeError("the text would end its element");
  return Markup.of(text);
}

function written(value: Part): string {
  if (value === undefined) return "";
  if (typeof value === "string") return escaped(value);
  if (typeof value === "number") return String(value);
  return value instanceof Markup ? value.toString() : value.join("");
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** U+0000 cannot be in a document, and lone surrogates not in UTF-8; our texts hold neither, names of files may. */
// eslint-disable-next-line no-control-regex -- these are the characters to find
const UNWRITABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF\p{Surrogate}]/gu;

function escaped(text: string): string {
  return text.replace(UNWRITABLE, "\uFFFD").replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}
