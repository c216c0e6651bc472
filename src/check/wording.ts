import type { MessageLanguage } from "../finding.js";
import { primaryLanguage, type LanguageTag } from "../language.js";
import type { Wording } from "./check.js";

/** A text quoted as each language of the service quotes. */
export function quoted(text: string): Wording {
  return { en: `“${text}”`, fr: `«\u00A0${text}\u00A0»` };
}

/** Several texts in quotes, the last after a word (`or`). */
export function listed(texts: readonly string[], last: Wording): Wording {
  const list = (lang: MessageLanguage): string => {
    const all = texts.map((text) => quoted(text)[lang]);
    return all.length < 2 ? all.join("") : `${all.slice(0, -1).join(", ")} ${last[lang]} ${all.at(-1) ?? ""}`;
  };
  return { en: list("en"), fr: list("fr") };
}

const NAMES: Readonly<Record<string, Wording>> = {
  en: { en: "English", fr: "anglais" },
  fr: { en: "French", fr: "français" },
};

/** What a language is called; its tag where it is not one of ours. */
export function languageName(lang: LanguageTag): Wording {
  return NAMES[primaryLanguage(lang)] ?? { en: lang, fr: lang };
}
