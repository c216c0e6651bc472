import { statSync } from "node:fs";
import type { Breaches } from "../breaches.js";
import { FORMAT_HEAD_BYTES, formatOf, type Format } from "../formats/format.js";
import { countBreaches } from "../formats/validation/breach-count.js";
import { readChunks, readHead } from "./spool.js";

/**
 * The largest file that is held to its format's rules while it is imported, in bytes. That takes a core for about a tenth of a
 * second a megabyte: project files stay far below it, and dumps of whole memories, which programs write, are not held up by half.
 */
export const MAX_EXAMINED = 67_108_864;

/** Of tables and JSON lines the readers tell all that there is to tell. */
const EXAMINED: ReadonlySet<Format> = new Set(["tmx", "xliff1", "xliff2", "tbx2", "tbx3"]);

/**
 * The rules of its format that a spooled file breaks; `null` where it is larger than `upTo` bytes and so not held to them, `undefined` where its
 * format has none but those that its reader holds it to. Refusals as {@link countBreaches} has them.
 */
export async function examined(
  path: string,
  { name, upTo = MAX_EXAMINED }: { readonly name?: string | undefined; readonly upTo?: number | undefined } = {},
): Promise<Breaches | null | undefined> {
  const format = formatOf(await readHead(path, FORMAT_HEAD_BYTES), name);
  if (format === undefined || !EXAMINED.has(format)) return undefined;
  return statSync(path).size > upTo ? null : countBreaches(readChunks(path));
}
