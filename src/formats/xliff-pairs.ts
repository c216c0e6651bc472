import { languageTag, type LanguageTag } from "../language.js";
import type { Problem } from "../problem.js";
import { Refusal } from "../refusal.js";
import { plainSegment } from "../segment.js";
import type { BilingualEvent, BilingualLanguages, BilingualPair } from "./bilingual-event.js";
import { isOwnNote, readXliff, type XliffFile, type XliffUnit } from "./xliff-reader.js";
import type { Place } from "./xml-source.js";

/** The pairs of an XLIFF file of any version; for the languages see {@link BilingualLanguages}. */
export async function* readXliffPairs(
  chunks: AsyncIterable<Uint8Array>,
  asked: BilingualLanguages,
): AsyncGenerator<BilingualEvent> {
  const languages = new FileLanguages(asked);
  for await (const event of readXliff(chunks)) {
    if (event.kind === "problem") yield event;
    else if (event.kind === "file") {
      const problem = languages.enter(event.file);
      if (problem !== undefined) yield { kind: "problem", problem, lost: false };
    } else {
      const pairs = pairsOf(event.unit);
      if (pairs.length > 0) yield* languages.changes(event.unit);
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

/** Which languages the units of a file are in, and when that changes. */
class FileLanguages {
  readonly #asked: BilingualLanguages;
  #file: { sourceLang?: LanguageTag; targetLang?: LanguageTag } = {};
  #told = "";

  constructor(asked: BilingualLanguages) {
    this.#asked = asked;
  }

  /** Answers with a problem where a language named is ill-formed, and so not heeded. */
  enter(file: XliffFile): Problem | undefined {
    const sourceLang = languageTag(file.sourceLang ?? "");
    const targetLang = languageTag(file.targetLang ?? "");
    this.#file = {
      ...(sourceLang === undefined ? {} : { sourceLang }),
      ...(targetLang === undefined ? {} : { targetLang }),
    };
    const wrong = [file.sourceLang, file.targetLang].find((lang) => lang && languageTag(lang) === undefined);
    if (wrong === undefined) return undefined;
    return { ...file.place, reason: `${JSON.stringify(wrong.slice(0, 40))} is no language tag such as fr-CA` };
  }

  *changes(unit: XliffUnit): Generator<BilingualEvent> {
    const sourceLang = this.#file.sourceLang ?? this.#asked.sourceLang;
    // XLIFF 1.x lets a file go without target-language; its targets may say it.
    const targetLang = this.#file.targetLang ?? languageTag(unit.targetLang ?? "") ?? this.#asked.targetLang;
    if (sourceLang === undefined) refuseLanguage("source", unit.place);
    if (targetLang === undefined) refuseLanguage("target", unit.place);
    const telling = `${sourceLang} ${targetLang}`;
    if (telling === this.#told) return;
    this.#told = telling;
    yield { kind: "languages", sourceLang, targetLang };
  }
}

function refuseLanguage(side: "source" | "target", place: Place): never {
  throw new Refusal("invalid", `the file names no ${side} language; say which it is (${side}Lang)`, { ...place });
}
