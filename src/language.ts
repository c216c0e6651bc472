/**
 * Language tags as BCP 47 (RFC 5646) writes them. French and English have analysers; any other well-formed tag is
 * served without stems, and answers say so.
 */

/** A well-formed BCP 47 tag in its usual case (`fr-CA`, `zh-Hant-TW`). Made by {@link languageTag} only. */
export type LanguageTag = string & { readonly languageTag: true };

/** The languages that have an analyser. */
export type AnalysedLanguage = "fr" | "en";

/** No registered tag comes near this length; a longer one is refused unread. */
const MAX_TAG_LENGTH = 64;

/**
 * RFC 5646 section 2.1, `langtag` and `privateuse` (the irregular grandfathered tags are refused). One relaxation: `_`
 * is read as `-`, as POSIX locales write it.
 */
const WELL_FORMED =
  /^(?:(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*(?:-[a-wy-z\d](?:-[a-z\d]{2,8})+)*(?:-x(?:-[a-z\d]{1,8})+)?|x(?:-[a-z\d]{1,8})+)$/i;

/** The tag in its usual case, or `undefined` where `text` is not well-formed. */
export function languageTag(text: string): LanguageTag | undefined {
  if (text.length > MAX_TAG_LENGTH) return undefined;
  const dashed = text.replaceAll("_", "-");
  if (!WELL_FORMED.test(dashed)) return undefined;
  let inExtension = false;
  const subtags = dashed
    .toLowerCase()
    .split("-")
    .map((subtag, i) => {
      // RFC 5646 section 2.1.1: regions upper case, scripts title case, unless they follow a singleton.
      if (subtag.length === 1) inExtension = true;
      if (i === 0 || inExtension) return subtag;
      if (subtag.length === 2) return subtag.toUpperCase();
      if (/^[a-z]{4}$/.test(subtag)) return subtag[0]?.toUpperCase() + subtag.slice(1);
      return subtag;
    });
  return subtags.join("-") as LanguageTag;
}

/** The primary subtag: `fr` of `fr-CA`. Two tags with the same one serve each other. */
export function primaryLanguage(tag: LanguageTag): string {
  const dash = tag.indexOf("-");
  return dash < 0 ? tag : tag.slice(0, dash);
}

/** The region subtag in upper case (`CA` of `fr-CA`), or `undefined`. */
export function regionOf(tag: LanguageTag): string | undefined {
  const [primary, ...subtags] = tag.split("-");
  if (primary === "x") return undefined;
  for (const subtag of subtags) {
    if (subtag.length === 1) return undefined;
    if (/^(?:[A-Z]{2}|\d{3})$/.test(subtag)) return subtag;
  }
  return undefined;
}

/** The analyser that serves a tag, or `undefined` where texts are matched unstemmed. */
export function analysedLanguage(tag: LanguageTag): AnalysedLanguage | undefined {
  const primary = primaryLanguage(tag);
  return primary === "fr" || primary === "en" ? primary : undefined;
}
