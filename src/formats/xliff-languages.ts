import { languageTag, type LanguageTag } from "../language.js";
import type { Problem } from "../problem.js";
import { Refusal } from "../refusal.js";
import type { BilingualLanguages } from "./bilingual-event.js";
import type { XliffFile, XliffUnit } from "./xliff-structure.js";
import type { Place } from "./xml-source.js";

/** Which languages the units of an XLIFF document are in, `file` by `file`; those asked for serve where it names none. */
export class XliffLanguages {
  readonly #asked: BilingualLanguages;
  #file: { sourceLang?: LanguageTag; targetLang?: LanguageTag } = {};

  constructor(asked: BilingualLanguages) {
    this.#asked = asked;
  }

  /** What the `file` names; a problem where it names an ill-formed one, which is not heeded. */
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

  /** The languages of a unit of the `file` entered last. Refusal "invalid" where nothing says them. */
  of(unit: XliffUnit): { readonly sourceLang: LanguageTag; readonly targetLang: LanguageTag } {
    const sourceLang = this.#file.sourceLang ?? this.#asked.sourceLang;
    // XLIFF 1.x lets a file go without target-language; its targets may say it.
    const targetLang = this.#file.targetLang ?? languageTag(unit.targetLang ?? "") ?? this.#asked.targetLang;
    if (sourceLang === undefined) refuseLanguage("source", unit.place);
    if (targetLang === undefined) refuseLanguage("target", unit.place);
    return { sourceLang, targetLang };
  }
}

function refuseLanguage(side: "source" | "target", place: Place): never {
  throw new Refusal("invalid", `the file names no ${side} language; say which it is (${side}Lang)`, { ...place });
}
