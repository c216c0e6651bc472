import type { Concept } from "../../src/concept.js";
import type { ConceptEvent, GlossaryEvent } from "../../src/formats/concept-event.js";
import { completed } from "../../src/formats/read-term.js";
import { readTbx } from "../../src/formats/tbx-reader.js";
import { Refusal } from "../../src/refusal.js";
import { inPieces } from "./bytes.js";

type Reader = (chunks: AsyncIterable<Uint8Array>) => AsyncIterable<GlossaryEvent>;

/** A concept of a file with what the file leaves open of its terms, as a glossary takes it that does not know it yet. */
export type WholeConcept = Omit<Concept, "id"> & { readonly id?: string };

type WholeEvent = Exclude<GlossaryEvent, ConceptEvent> | (Omit<ConceptEvent, "concept"> & { concept: WholeConcept });

export async function glossaryEvents(
  file: Uint8Array | string,
  { size, read = readTbx }: { size?: number; read?: Reader } = {},
): Promise<WholeEvent[]> {
  const events: WholeEvent[] = [];
  for await (const event of read(inPieces(file, size))) {
    if (event.kind !== "concept") events.push(event);
    else events.push({ ...event, concept: { ...event.concept, terms: completed(event.concept.terms) } });
  }
  return events;
}

export async function conceptsIn(file: Uint8Array | string, read?: Reader): Promise<WholeConcept[]> {
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
