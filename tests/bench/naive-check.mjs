/**
 * The plain rule that checks of today go by, to measure against: a designation stands in a text where its words stand there
 * exactly, case apart; a concept that stands in the source and not in the target is a finding. No stems, no longest match.
 */

/** Tries every designation in turn, as `String.indexOf` finds it. */
export class NaiveCheck {
  #concepts;

  constructor(concepts) {
    this.#concepts = concepts.map((concept) => ({
      id: concept.id,
      fr: designations(concept, "fr"),
      en: designations(concept, "en"),
    }));
  }

  /** The findings in pairs from French to English: the number of the pair and the concept's id. */
  check(pairs) {
    const findings = [];
    for (const [segment, { fr, en }] of pairs.entries()) {
      const source = fr.toLowerCase();
      const target = en.toLowerCase();
      for (const concept of this.#concepts) {
        if (!concept.fr.some((words) => stands(words, source))) continue;
        if (!concept.en.some((words) => stands(words, target))) findings.push({ segment, concept: concept.id });
      }
    }
    return findings;
  }
}

/** The same rule with all designations of a language in one regular expression; what lies in a longer one is not seen. */
export class NaivePattern {
  #conceptsOf = { fr: new Map(), en: new Map() };
  #patterns = {};

  constructor(concepts) {
    for (const lang of ["fr", "en"]) {
      const conceptsOf = this.#conceptsOf[lang];
      for (const concept of concepts) {
        for (const words of designations(concept, lang)) {
          conceptsOf.set(words, [...(conceptsOf.get(words) ?? []), concept.id]);
        }
      }
      const alternatives = [...conceptsOf.keys()].toSorted((a, b) => b.length - a.length).map(escaped);
      this.#patterns[lang] = new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives.join("|")})(?![\\p{L}\\p{N}])`, "gu");
    }
  }

  check(pairs) {
    return pairs.flatMap(({ fr, en }, segment) => {
      const inTarget = this.#found(en, "en");
      const missing = [...this.#found(fr, "fr")].filter((concept) => !inTarget.has(concept));
      return missing.map((concept) => ({ segment, concept }));
    });
  }

  #found(text, lang) {
    const found = text.toLowerCase().match(this.#patterns[lang]) ?? [];
    return new Set(found.flatMap((words) => this.#conceptsOf[lang].get(words) ?? []));
  }
}

function designations(concept, lang) {
  const approved = concept.terms.filter((term) => term.lang === lang && term.status !== "forbidden");
  return [...new Set(approved.map(({ text }) => text.toLowerCase()))];
}

function stands(words, text) {
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    if (!isLetter(text, at - 1) && !isLetter(text, at + words.length)) return true;
  }
  return false;
}

function isLetter(text, at) {
  return /[\p{L}\p{N}]/u.test(text.charAt(at));
}

function escaped(words) {
  return words.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
