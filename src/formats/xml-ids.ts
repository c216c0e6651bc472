/** What an attribute of type ID may hold (https://www.w3.org/TR/xml-names/#NT-NCName), as far as names of things go. */
const XML_ID = /^[\p{L}_][\p{L}\p{N}._-]*$/u;

/** The values of attributes of type ID in one file: each stands once. */
export class XmlIds {
  readonly #taken: Set<string>;
  #next = 1;

  /** The ids of these things are theirs, wherever in the file they stand. */
  constructor(things: Iterable<{ readonly id: string }>) {
    this.#taken = new Set();
    for (const { id } of things) if (XML_ID.test(id)) this.#taken.add(id);
  }

  /** The attribute's value for one of those things: its id, or another where XML does not take that. */
  of({ id }: { readonly id: string }): string {
    if (XML_ID.test(id)) return id;
    for (;;) {
      const made = `e${this.#next++}`;
      if (this.take(made)) return made;
    }
  }

  /** Whether a further id can be given, which it then is. */
  take(id: string): boolean {
    if (!XML_ID.test(id) || this.#taken.has(id)) return false;
    this.#taken.add(id);
    return true;
  }
}
