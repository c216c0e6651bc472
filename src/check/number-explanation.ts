import { analysedLanguage, type LanguageTag } from "../language.js";
import type { MessageLanguage } from "../finding.js";
import { quantities } from "../text/quantities.js";
import type { Quantity } from "../text/quantity.js";
import type { CheckedSegment, CheckedText, Explanation, Wording } from "./check.js";
import type { QuantityPair } from "./quantity-pairs.js";
import { RULES } from "./rules.js";
import { languageName, quoted } from "./wording.js";

/** Quantities of a target that are told: more explain nothing. */
const MOST_READINGS = 10;

/**
 * Why a number check spoke: the value of the quantity that was looked for, and how each quantity of the target was read.
 * `suggestion`: what would have been right, where that is certain.
 */
export function explainNumber(
  category: "number-mismatch" | "number-format",
  { source, target }: CheckedSegment,
  { pair, suggestion }: { readonly pair: QuantityPair; readonly suggestion?: string | undefined },
): Explanation {
  const readings = [
    ...(pair.source === undefined ? [] : [reading(pair.source, source)]),
    ...(pair.target === undefined ? [] : [reading(pair.target, target)]),
  ];
  const rule = [RULES[category], ...readings];
  const wanted = pair.source?.own.map(shown) ?? [];
  const seen = pair.source === undefined ? [] : firstQuantities(target);
  return {
    rule: { en: rule.map(({ en }) => en).join(" "), fr: rule.map(({ fr }) => fr).join(" ") },
    lookedFor: suggestion === undefined ? wanted : [suggestion, ...wanted],
    nearMisses: seen.map((quantity) => {
      const { start, end } = quantity;
      const text = target.segment.text.slice(start, end);
      return { start, end, text, why: whyNot(quantity, { source, target, pair, category }) };
    }),
  };
}

const read = new WeakMap<CheckedText, readonly Quantity[]>();

/** Read once for all findings of a text: a long one may have thousands. */
function firstQuantities(text: CheckedText): readonly Quantity[] {
  let known = read.get(text);
  if (known === undefined) {
    known = quantities(text.segment, text.lang, text.tokens).slice(0, MOST_READINGS);
    read.set(text, known);
  }
  return known;
}

/** How a quantity is read: by its own language, else by the other one. */
function reading(quantity: Quantity, { segment, lang }: CheckedText): Wording {
  const written = quoted(segment.text.slice(quantity.start, quantity.end));
  const values = valuesBy(quantity, lang);
  return { en: `${written.en}: ${values.en}.`, fr: `${written.fr}\u202F: ${values.fr}.` };
}

function valuesBy({ own, other, unit }: Quantity, lang: LanguageTag): Wording {
  const name = languageName(lang);
  const otherName = languageName(otherLanguage(lang));
  const unitText = unit === undefined ? "" : ` (${unit})`;
  const told = (values: readonly string[], by: string): string => `${values.map(shown).join(" / ")}${unitText} ${by}`;
  const all = (lang: MessageLanguage): string => {
    const by = lang === "en" ? ["by the", "reading"] : ["selon la lecture en", ""];
    const parts = [
      ...(own.length > 0 ? [told(own, `${by[0]} ${name[lang]} ${by[1]}`.trim())] : []),
      ...(other.length > 0 ? [told(other, `${by[0]} ${otherName[lang]} ${by[1]}`.trim())] : []),
    ];
    return parts.join(", ");
  };
  return { en: all("en"), fr: all("fr") };
}

function otherLanguage(lang: LanguageTag): LanguageTag {
  return (analysedLanguage(lang) === "fr" ? "en" : "fr") as LanguageTag;
}

interface Considered {
  readonly source: CheckedText;
  readonly target: CheckedText;
  readonly pair: QuantityPair;
  readonly category: "number-mismatch" | "number-format";
}

/** Why a quantity of the target did not count as the one that was looked for. */
function whyNot(quantity: Quantity, { source, target, pair, category }: Considered): Wording {
  const { en, fr } = valuesBy(quantity, target.lang);
  const wanted = pair.source;
  const sameValue = wanted?.own.some((value) => quantity.own.includes(value)) ?? false;
  if (sameValue && quantity.unit !== wanted?.unit) {
    return {
      en: `The value is the same, the unit is not: ${en}.`,
      fr: `La valeur est la même, l’unité non\u202F: ${fr}.`,
    };
  }
  if (sameValue && category === "number-format") {
    return {
      en: `The value is right, ${en}; its groups are parted as the other language does.`,
      fr: `La valeur est juste, ${fr}\u202F; ses groupes sont séparés comme dans l’autre langue.`,
    };
  }
  if (wanted?.own.some((value) => quantity.other.includes(value)) ?? false) {
    return {
      en: `Only the other language’s form gives the value: ${en}.`,
      fr: `Seule la forme de l’autre langue donne la valeur\u202F: ${fr}.`,
    };
  }
  const answered = firstQuantities(source).find(
    (other) => other.start !== wanted?.start && other.own.some((value) => quantity.own.includes(value)),
  );
  if (answered === undefined) return { en: `It reads ${en}.`, fr: `Elle se lit ${fr}.` };
  const said = quoted(source.segment.text.slice(answered.start, answered.end));
  return {
    en: `It reads ${en}, and answers ${said.en} of the source.`,
    fr: `Elle se lit ${fr}, et répond à ${said.fr} de la source.`,
  };
}

/** A canonical value as people read it. */
function shown(value: string): string {
  return value.replace(/^(?:t|--)/, "").replace(/^d(\d+)$/, "$1s");
}
