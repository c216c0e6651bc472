import { primaryLanguage, type LanguageTag } from "../language.js";
import { Refusal } from "../refusal.js";
import { plainSegment } from "../segment.js";
import { variantFor, type UnitContent } from "../unit.js";
import type { BilingualEvent, BilingualLanguages } from "./bilingual-event.js";
import type { UnitEvent } from "./read-event.js";
import { readTmx } from "./tmx-reader.js";

/**
 * Units that may wait for the first one with a second language. A file that begins with more has to be told which
 * languages are meant.
 */
const MAX_WAITING = 1_000;

/** The pairs of a TMX file; for the languages see {@link BilingualLanguages}. */
export async function* readTmxPairs(
  chunks: AsyncIterable<Uint8Array>,
  asked: BilingualLanguages,
): AsyncGenerator<BilingualEvent> {
  let waiting: UnitEvent[] = [];
  let headerLang: LanguageTag | undefined;
  let languages: Required<BilingualLanguages> | undefined;
  for await (const event of readTmx(chunks)) {
    if (event.kind === "header") headerLang = event.sourceLang;
    else if (event.kind === "problem") yield event;
    else if (event.kind !== "unit") continue;
    else if (languages !== undefined) yield pairOf(event, languages);
    else {
      languages = languagesOf(event.unit, { ...asked, sourceLang: asked.sourceLang ?? headerLang });
      waiting.push(event);
      if (languages === undefined) {
        if (waiting.length > MAX_WAITING) refuseLanguages(waiting);
        continue;
      }
      yield { kind: "languages", ...languages };
      for (const waited of waiting) yield pairOf(waited, languages);
      waiting = [];
    }
  }
  if (waiting.length > 0) refuseLanguages(waiting);
}

function refuseLanguages([first]: readonly UnitEvent[]): never {
  throw new Refusal("invalid", "the units hold one language only; say which target language is meant (targetLang)", {
    line: first?.line ?? 1,
    column: first?.column ?? 1,
  });
}

interface PartlyKnown {
  readonly sourceLang: LanguageTag | undefined;
  readonly targetLang?: LanguageTag;
}

/** The languages meant, as far as a first unit tells them. */
function languagesOf(unit: UnitContent, asked: PartlyKnown): Required<BilingualLanguages> | undefined {
  const wanted = asked.sourceLang ?? unit.sourceLang;
  const { targetLang } = asked;
  if (targetLang !== undefined) return { sourceLang: wanted, targetLang };
  const source = variantFor(unit, wanted)?.lang;
  const others = unit.variants.map(({ lang }) => lang).filter((lang) => lang !== source && lang !== wanted);
  const other = others.find((lang) => primaryLanguage(lang) !== primaryLanguage(wanted)) ?? others[0];
  return other === undefined ? undefined : { sourceLang: wanted, targetLang: other };
}

function pairOf(event: UnitEvent, { sourceLang, targetLang }: Required<BilingualLanguages>): BilingualEvent {
  const { unit, line, column } = event;
  const id = unit.context.key;
  const source = variantFor(unit, sourceLang);
  if (source === undefined) {
    const reason = `the unit has no variant in ${sourceLang}`;
    return {
      kind: "problem",
      problem: { line, column, ...(id === undefined ? {} : { unit: id }), reason },
      lost: true,
    };
  }
  const found = variantFor(unit, targetLang);
  // Of two variants of one language, the target's may be missing while the source's would serve it.
  const target = found === source ? undefined : found;
  const note = [...unit.notes, ...source.notes, ...(target?.notes ?? [])].map(({ text }) => text).join("\n");
  return {
    kind: "pair",
    pair: {
      ...(id === undefined ? {} : { id }),
      source: source.segment,
      target: target?.segment ?? plainSegment(""),
      line,
      column,
      ...(note === "" ? {} : { note }),
    },
  };
}
