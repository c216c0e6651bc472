import type { GlossaryEvent, ReadConcept } from "../../src/formats/concept-event.js";
import { readTbx } from "../../src/formats/tbx-reader.js";
import { Refusal } from "../../src/refusal.js";
import { inPieces } from "./bytes.js";

type Reader = (chunks: AsyncIterable<Uint8Array>) => AsyncIterable<GlossaryEvent>;

export async function glossaryEvents(
  file: Uint8Array | string,
  { size, read = readTbx }: { size?: number; read?: Reader } = {},
): Promise<GlossaryEvent[]> {
  const events: GlossaryEvent[] = [];
  for await (const event of read(inPieces(file, size))) events.push(event);
  return events;
}

export async function conceptsIn(file: Uint8Array | string, read?: Reader): Promise<ReadConcept[]> {
  const events = await glossaryEvents(file, read === undefined ? {} : { read });
  return events.flatMap((event) => (event.kind === "concept" ? [event.concept] : []));
}

/** "read" or "refused", and whatever else happened as what it was. */
export async function outcomeOf(file: Uint8Array | string, read?: Reader): Promise<string> {
  try {
    await glossaryEvents(file, read === undefined ? {} : { read });
    return "read";
  } catch (error) {
    return error instanceof Refusal ? "refused" : String(error);
  }
}
