import { NMTOKEN } from "./value-type.js";

/**
 * Fragment identifiers of XLIFF 2.x (https://docs.oasis-open.org/xliff/xliff-core/v2.1/os/xliff-core-v2.1-os.html#fragid):
 * `#f=f1/u=u1/n=n2`, `#/f=f1/gls=g1`, `#m1`. A selector without prefix is a segment, an ignorable or an inline code of the
 * source; `t=` is one of the target.
 */
export interface Fragment {
  readonly file?: string;
  readonly group?: string;
  readonly unit?: string;
  /** What is selected within them: the prefix, empty for none, and the id. */
  readonly leaf?: { readonly prefix: string; readonly id: string };
  /** Whether it starts at the document and not at the element around it. */
  readonly isAbsolute: boolean;
}

/** Selectors that say where, in the order that they must have. */
const PLACES = ["f", "g", "u"];

/** `n` notes, `d` data, `t` inline codes of targets; then the modules' prefixes and those registered with the committee. */
const LEAVES: ReadonlySet<string> = new Set([
  "",
  "n",
  "d",
  "t",
  "mtc",
  "gls",
  "fs",
  "mda",
  "res",
  "ctr",
  "slr",
  "val",
  "its",
  "itsm",
  "pgs",
  "okp",
  "tbx",
]);

/** The fragment, or what is wrong with the text behind the `#`. */
export function parseFragment(text: string): Fragment | string {
  const isAbsolute = text.startsWith("/");
  const selected = new Map<string, string>();
  let leaf: { prefix: string; id: string } | undefined;
  let last = -1;
  for (const selector of (isAbsolute ? text.slice(1) : text).split("/")) {
    const equals = selector.indexOf("=");
    const prefix = equals < 0 ? "" : selector.slice(0, equals);
    const id = selector.slice(equals + 1);
    if (!NMTOKEN.allows(id)) return `"${id}" is no id`;
    if (leaf !== undefined) return `"${selector}" follows a selector that must be the last one`;
    if (selected.has(prefix)) return `the prefix ${prefix}= stands twice`;
    const place = PLACES.indexOf(prefix);
    if (place >= 0) {
      if (place < last) return "the order of the selectors is f=, g=, u=";
      last = place;
      selected.set(prefix, id);
    } else if (equals === 0 || !LEAVES.has(prefix)) {
      return `the prefix "${prefix}" is not one of XLIFF, of a module or registered`;
    } else leaf = { prefix, id };
  }
  const [file, group, unit] = PLACES.map((prefix) => selected.get(prefix));
  return {
    isAbsolute,
    ...(file === undefined ? {} : { file }),
    ...(group === undefined ? {} : { group }),
    ...(unit === undefined ? {} : { unit }),
    ...(leaf === undefined ? {} : { leaf }),
  };
}
