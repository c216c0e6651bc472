import { plainSegment } from "../segment.js";
import type { BilingualEvent, BilingualLanguages, BilingualPair } from "./bilingual-event.js";
import { XliffLanguages } from "./xliff-languages.js";
import { isOwnNote, readXliff } from "./xliff-reader.js";
import type { XliffUnit } from "./xliff-structure.js";

/** The pairs of an XLIFF file of any version; for the languages see {@link BilingualLanguages}. */
export async function* readXliffPairs(
  chunks: AsyncIterable<Uint8Array>,
  asked: BilingualLanguages,
): AsyncGenerator<BilingualEvent> {
  const languages = new XliffLanguages(asked);
  let told = "";
  for await (const event of readXliff(chunks)) {
    if (event.kind === "problem") yield event;
    else if (event.kind === "file") {
      const problem = languages.enter(event.file);
      if (problem !== undefined) yield { kind: "problem", problem, lost: false };
    } else {
      const pairs = pairsOf(event.unit);
      if (pairs.length > 0) {
        const { sourceLang, targetLang } = languages.of(event.unit);
        if (told !== `${sourceLang} ${targetLang}`) yield { kind: "languages", sourceLang, targetLang };
        told = `${sourceLang} ${targetLang}`;
      }
      for (const pair of pairs) yield { kind: "pair", pair };
    }
  }
}

/** The pairs of a unit: one for each segment that is to be translated, its target empty where there is none. */
export function pairsOf(unit: XliffUnit): BilingualPair[] {
  const note = unit.notes
    .filter((found) => !isOwnNote(found))
    .map(({ text }) => text)
    .join("\n");
  return unit.segments.map(({ id, source, target, place }) => {
    const name = id === undefined ? unit.id : `${unit.id ?? ""}/${id}`;
    return {
      ...(name === undefined ? {} : { id: name }),
      source,
      target: target ?? plainSegment(""),
      ...place,
      ...(note === "" ? {} : { note }),
    };
  });
}
