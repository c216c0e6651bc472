import type { CheckedSegment, CheckedText, Explanation, Wording } from "./check.js";
import type { CodeSlip, CodeSlipKind } from "./code-slip.js";
import { nameOf } from "./inline-codes.js";
import { quoted } from "./wording.js";

/** Codes of a target that are told beside a slip: more explain nothing. */
const MOST_CODES = 10;

const RULES: Readonly<Record<CodeSlipKind, Wording>> = {
  lost: {
    en: "Each code and placeholder of the source stands in the translation. Its order is free, and a named or numbered one may stand there once for several.",
    fr: "Chaque code ou variable de la source figure dans la traduction. L’ordre est libre, et une variable nommée ou numérotée peut y figurer une fois pour plusieurs.",
  },
  added: {
    en: "A translation has no code or placeholder that the source lacks: nothing would fill it.",
    fr: "Une traduction n’a pas de code ni de variable que la source n’a pas\u202F: rien ne les remplirait.",
  },
  changed: {
    en: "A placeholder keeps its name, number and type: the program looks for it by them. One of the source is missing here, and one of the same notation stands in the translation that the source lacks.",
    fr: "Une variable garde son nom, son numéro et son type\u202F: c’est par eux que le programme la trouve. Il en manque ici une de la source, et la traduction en a une de la même notation que la source n’a pas.",
  },
  reordered: {
    en: "Unnumbered placeholders are filled in the order in which they stand, so those of different types keep the source’s order; numbered ones (%1$s) may change it.",
    fr: "Les variables sans numéro sont remplies dans l’ordre où elles figurent\u202F; celles de types différents gardent donc l’ordre de la source. Numérotées (%1$s), elles peuvent en changer.",
  },
  crossed: {
    en: "A pair of codes opens before it closes.",
    fr: "Une paire de codes s’ouvre avant de se fermer.",
  },
  moved: {
    en: "The file says of this code that it may not be reordered (canReorder, XLIFF 2.1, section 4.7.2.4).",
    fr: "Le fichier dit de ce code qu’il ne doit pas changer d’ordre (canReorder, XLIFF 2.1, section 4.7.2.4).",
  },
};

/** Why the codes of a translation are wrong: what was found, the rule, and what each code of the translation was taken for. */
export function explainCode(slip: CodeSlip, { source, target }: CheckedSegment): Explanation {
  const rule = RULES[slip.kind];
  const name = quoted(slip.name);
  const asked = new Set(codesOf(source).map((code) => code.name));
  const side =
    slip.source === undefined ? { en: "the translation", fr: "la traduction" } : { en: "the source", fr: "la source" };
  return {
    rule: {
      en: `Found in ${side.en}: ${name.en}. ${rule.en}`,
      fr: `Trouvé dans ${side.fr}\u202F: ${name.fr}. ${rule.fr}`,
    },
    lookedFor: slip.kind === "added" ? [] : [slip.name],
    nearMisses: codesOf(target)
      .slice(0, MOST_CODES)
      .map(({ start, end, name: found }) => ({
        start,
        end,
        text: target.segment.text.slice(start, end),
        why: whyNot(found, slip, asked.has(found)),
      })),
  };
}

function whyNot(found: string, { kind, name }: CodeSlip, isAsked: boolean): Wording {
  const code = quoted(found);
  if (found === name && kind !== "lost") {
    return { en: `${code.en} is the code in question.`, fr: `${code.fr} est le code en question.` };
  }
  return isAsked
    ? { en: `${code.en} answers a code of the source.`, fr: `${code.fr} répond à un code de la source.` }
    : {
        en: `The source has no ${code.en}: name, number, type or markup differ.`,
        fr: `La source n’a pas ${code.fr}\u202F: nom, numéro, type ou balisage diffèrent.`,
      };
}

interface WrittenCode {
  readonly start: number;
  readonly end: number;
  readonly name: string;
}

const TAG = /<\/?[a-z][^<>]{0,400}>/giu;

/** The codes of a text of every kind, in order: inline ones, placeholders, tags written in it. */
function codesOf({ segment: { text, codes }, tokens }: CheckedText): WrittenCode[] {
  const inline = codes.map((code) => ({ start: code.at, end: code.at, name: nameOf(code) }));
  const placeholders = tokens.flatMap(({ kind, code, start, end }) =>
    kind === "code" && code === undefined ? [{ start, end, name: text.slice(start, end) }] : [],
  );
  const tags = Array.from(text.matchAll(TAG), ({ index, 0: tag }) => ({
    start: index,
    end: index + tag.length,
    name: tag,
  }));
  return [...inline, ...placeholders, ...tags].sort((a, b) => a.start - b.start);
}
