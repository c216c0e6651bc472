import { Observable, useObservable } from "./observable.js";

/** What the reader has chosen, kept by the browser for the next time. */

export type PageLanguage = "en" | "fr";
export type Theme = "system" | "light" | "dark";

/** A choice under a key of the browser's storage; what stands there and cannot be is taken for nothing chosen. */
class Setting<Value extends string> extends Observable<Value> {
  constructor(
    readonly key: string,
    readonly values: readonly Value[] | undefined,
    otherwise: Value,
  ) {
    const kept = localStorage.getItem(key) as Value | null;
    super(kept !== null && (values === undefined || values.includes(kept)) ? kept : otherwise);
  }

  readonly choose = (value: Value): void => {
    localStorage.setItem(this.key, value);
    this.set(value);
  };
}

const languageOfBrowser = (): PageLanguage => {
  const known = navigator.languages
    .map((tag) => tag.slice(0, 2).toLowerCase())
    .find((tag) => tag === "fr" || tag === "en");
  return known === "fr" ? "fr" : "en";
};

export const pageLanguage = new Setting<PageLanguage>("entente.language", ["en", "fr"], languageOfBrowser());
export const theme = new Setting<Theme>("entente.theme", ["system", "light", "dark"], "system");
/** Who corrects units and ignores findings, as the reader gave it last. */
export const readerName = new Setting<string>("entente.name", undefined, "");

/** A setting and the way to change it. */
export function useSetting<Value extends string>(setting: Setting<Value>): [Value, (value: Value) => void] {
  return [useObservable(setting), setting.choose];
}
