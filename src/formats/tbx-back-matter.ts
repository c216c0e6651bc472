import type { Problem } from "../problem.js";
import { detached } from "./detached.js";
import type { Place, XmlTag } from "./xml-source.js";

/** What a list of the back matter is called in version 2, and in version 3. */
const LISTS: ReadonlySet<string> = new Set(["refObjectList", "refObjectSec"]);

/** The most types of lists that a problem names, and the most UTF-16 units of each: a file may have any number. */
const MAX_TYPES = 5;
const MAX_TYPE_LENGTH = 40;

/**
 * Counts what stands in the back matter of a TBX file, which concepts have no room for: people, organisations and works that
 * entries refer to (ISO 30042, `back`). A file's lists are counted together; an empty one leaves nothing out.
 */
export class BackMatter {
  #place: Place | undefined;
  #count = 0;
  readonly #types = new Set<string>();

  /** Takes note of an element outside entries; `parent` is the local name of the one that it stands in. */
  open(tag: XmlTag, parent: string | undefined, place: () => Place): void {
    if (tag.local === "back" && this.#count === 0) this.#place = place();
    if (this.#place === undefined || parent === undefined) return;
    if (LISTS.has(parent)) this.#count++;
    else if (parent === "back" && !LISTS.has(tag.local)) this.#count++;
    else if (parent === "back") this.#list(tag.attributes["type"]?.value ?? "");
  }

  #list(type: string): void {
    if (type.trim() === "" || this.#types.size > MAX_TYPES) return;
    this.#types.add(detached(type.length > MAX_TYPE_LENGTH ? `${type.slice(0, MAX_TYPE_LENGTH)}…` : type));
  }

  /** That the entries were left out, at the place of the `back` that holds the first one; `undefined` where there are none. */
  problem(): Problem | undefined {
    if (this.#place === undefined || this.#count === 0) return undefined;
    const entries = this.#count === 1 ? "1 entry" : `${this.#count} entries`;
    const named = [...this.#types].slice(0, MAX_TYPES).join(", ");
    const types = named === "" ? "" : ` (${named}${this.#types.size > MAX_TYPES ? ", …" : ""})`;
    return { ...this.#place, reason: `the file's back matter was left out, with its ${entries}${types}` };
  }
}
