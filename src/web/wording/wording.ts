import { createContext, useContext } from "react";
import { pageLanguage, type PageLanguage } from "../settings.js";
import { useObservable } from "../observable.js";
import { EN, type Wording } from "./en.js";
import { FR } from "./fr.js";

export type { Wording };

const WORDINGS: Readonly<Record<PageLanguage, Wording>> = { en: EN, fr: FR };

export const WordingContext = createContext<Wording>(EN);

/** The words in the language that the reader has chosen. */
export function useWording(): Wording {
  return useContext(WordingContext);
}

export function useChosenWording(): Wording {
  return WORDINGS[useObservable(pageLanguage)];
}

/** Numbers and dates as the reader's language writes them. */
export interface Formats {
  number(value: number): string;
  /** Of a hundred, as scores are. */
  percent(value: number): string;
  date(instant: string): string;
  dateTime(instant: string): string;
}

/** English is written here as the European institutions write it. */
const LOCALES: Readonly<Record<PageLanguage, string>> = { en: "en-GB", fr: "fr-FR" };

const FORMATS = new Map<PageLanguage, Formats>();

export function useFormats(): Formats {
  const language = useObservable(pageLanguage);
  const known = FORMATS.get(language);
  if (known !== undefined) return known;
  const numbers = new Intl.NumberFormat(LOCALES[language]);
  const percents = new Intl.NumberFormat(LOCALES[language], { style: "percent" });
  const days = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: "medium" });
  const instants = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: "medium", timeStyle: "short" });
  const formats = {
    number: (value: number) => numbers.format(value),
    percent: (value: number) => percents.format(value / 100),
    date: (instant: string) => days.format(new Date(instant)),
    dateTime: (instant: string) => instants.format(new Date(instant)),
  };
  FORMATS.set(language, formats);
  return formats;
}

/** The name of a language in the reader's own. */
export function useLanguageName(): (tag: string) => string {
  const language = useObservable(pageLanguage);
  const names = new Intl.DisplayNames([LOCALES[language]], { type: "language" });
  return (tag) => {
    try {
      const name = names.of(tag) ?? tag;
      return name.charAt(0).toLocaleUpperCase(LOCALES[language]) + name.slice(1);
    } catch {
      return tag;
    }
  };
}
