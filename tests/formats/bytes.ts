import type { ReadEvent } from "../../src/formats/read-event.js";
import { readTmx } from "../../src/formats/tmx-reader.js";
import { Refusal } from "../../src/refusal.js";
import type { UnitContent } from "../../src/unit.js";

/** A file as it comes over the wire, in pieces of `size` bytes. */
export async function* inPieces(file: Uint8Array | string, size = Infinity): AsyncGenerator<Uint8Array> {
  const bytes = typeof file === "string" ? Buffer.from(file) : file;
  for (let start = 0; start < bytes.length; start += size) {
    yield await Promise.resolve(bytes.subarray(start, Math.min(bytes.length, start + size)));
  }
}

export async function eventsOf(file: Uint8Array | string, size?: number): Promise<ReadEvent[]> {
  const events: ReadEvent[] = [];
  for await (const event of readTmx(inPieces(file, size))) events.push(event);
  return events;
}

export async function unitsOf(file: Uint8Array | string): Promise<UnitContent[]> {
  return (await eventsOf(file)).flatMap((event) => (event.kind === "unit" ? [event.unit] : []));
}

/** What a file is refused with; fails where it is read. */
export async function refusalOf(file: Uint8Array | string, size?: number): Promise<Refusal> {
  try {
    await eventsOf(file, size);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error("the file was read");
}

/** A TMX file around some units. */
export function tmx(units: string, prolog = ""): string {
  const header =
    '<header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="en"/>';
  return `${prolog}<tmx version="1.4">${header}<body>${units}</body></tmx>`;
}

export function tu(seg: string): string {
  return `<tu><tuv xml:lang="en"><seg>${seg}</seg></tuv></tu>`;
}
