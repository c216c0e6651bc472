/**
 * What TBX has no word for (a status or property of ours, an id that XML does not take) is written as a note that says so,
 * which is valid in every dialect, is kept by other tools and can be read by people:
 *
 *     [entente:status] short-form
 *     [entente:property doNotCheck] true
 */
export interface OwnNote {
  readonly what: "note" | "id" | "source" | "status" | "property";
  /** Of a property. */
  readonly name?: string;
  readonly value: string;
}

const OWN_NOTE = /^\[entente:(note|id|source|status|property)(?: ([^\]]*))?\] ?(.*)$/s;

/** What a note of ours says; `undefined` for a note by anybody else. */
export function readOwnNote(text: string): OwnNote | undefined {
  const [, what, name, value = ""] = OWN_NOTE.exec(text) ?? [];
  if (what === undefined || (what === "property") !== (name !== undefined)) return undefined;
  return {
    what: what as OwnNote["what"],
    ...(name === undefined ? {} : { name: name.replaceAll("%5D", "]").replaceAll("%25", "%") }),
    value,
  };
}

/** The text of a note that {@link readOwnNote} reads as this. */
export function writeOwnNote({ what, name, value }: OwnNote): string {
  const named = name === undefined ? "" : ` ${name.replaceAll("%", "%25").replaceAll("]", "%5D")}`;
  return `[entente:${what}${named}] ${value}`;
}

/** A note of somebody's own words, such that it is not taken for one of ours. */
export function writeNote(text: string): string {
  return readOwnNote(text) === undefined ? text : writeOwnNote({ what: "note", value: text });
}
