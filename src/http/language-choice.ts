import type { MessageLanguage } from "../finding.js";

/** The languages that messages are worded in, the one for everybody else first. */
export const MESSAGE_LANGUAGES = ["en", "fr"] as const satisfies MessageLanguage[];

/**
 * Which of the languages on offer suits a caller best, by `Accept-Language` (RFC 9110 section 12.5.4; `fr-CA` is content
 * with `fr`). The first on offer serves those who ask for nothing that there is.
 */
export function preferredLanguage<Language extends string>(
  header: string | undefined,
  offered: readonly [Language, ...Language[]],
): Language {
  const ranges = (header ?? "").split(",").map((range) => {
    const [tag = "", ...parameters] = range.split(";").map((part) => part.trim().toLowerCase());
    const quality = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2);
    return { tag, quality: quality === undefined ? 1 : Number(quality) || 0 };
  });
  const weigh = (language: string): number => {
    const fitting = ranges.filter(({ tag }) => tag === language || tag.startsWith(`${language}-`));
    const any = fitting.length > 0 ? fitting : ranges.filter(({ tag }) => tag === "*");
    return Math.max(0, ...any.map(({ quality }) => quality));
  };
  return offered.reduce((best, language) => (weigh(language) > weigh(best) ? language : best));
}
