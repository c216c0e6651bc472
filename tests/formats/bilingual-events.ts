import { readBilingual, type BilingualEvent, type BilingualOptions } from "../../src/formats/bilingual.js";
import { Refusal } from "../../src/refusal.js";
import { inPieces } from "./bytes.js";

export async function bilingualEvents(
  file: Uint8Array | string,
  options: BilingualOptions = {},
  size?: number,
): Promise<BilingualEvent[]> {
  const events: BilingualEvent[] = [];
  for await (const event of readBilingual(inPieces(file, size), options)) events.push(event);
  return events;
}

/** The pairs as `source => target`, codes left aside. */
export async function pairTexts(file: Uint8Array | string, options?: BilingualOptions): Promise<string[]> {
  const events = await bilingualEvents(file, options);
  return events.flatMap((event) =>
    event.kind === "pair" ? [`${event.pair.source.text} => ${event.pair.target.text}`] : [],
  );
}

/** What a file is refused with; fails where it is read. */
export async function bilingualRefusal(
  file: Uint8Array | string,
  options?: BilingualOptions,
  size?: number,
): Promise<Refusal> {
  try {
    await bilingualEvents(file, options, size);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error("the file was read");
}

/** An XLIFF 1.2 file around some units. */
export function xliff12(units: string, prolog = ""): string {
  const file = '<file original="a" datatype="plaintext" source-language="en" target-language="fr">';
  return `${prolog}<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">${file}<body>${units}</body></file></xliff>`;
}

/** An XLIFF 2.0 file around some units. */
export function xliff20(units: string): string {
  return `<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en" trgLang="fr"><file id="f">${units}</file></xliff>`;
}
