import { regionOf } from "../language.js";
import type { CheckedText, Explanation, Wording } from "./check.js";
import type { Slip, SlipKind } from "./typography-slip.js";
import { languageName, quoted } from "./wording.js";

/** Places of a target that are told beside a slip: more explain nothing. */
const MOST_PLACES = 10;

/** What is told of a kind of slip. */
interface Reason {
  /** The usage of the locale. */
  readonly rule: Wording;
  /** What was looked for in the source, which would have excused it. */
  readonly excuse: Wording;
  /** Places of the same sort, by the slip's text, and why each did not count. */
  readonly others?: (written: string) => RegExp;
  readonly why?: (place: string) => Wording;
}

const LIKE_SOURCE: Wording = {
  en: "The source was looked at for the same oddity, which would be no slip of the translation; it has none.",
  fr: "On a cherché dans la source la même particularité, qui n’aurait pas été une faute de la traduction\u202F; elle n’y est pas.",
};

const OWN_HALF: Wording = {
  en: "It has its other half, or is the end of a list’s number or of a face.",
  fr: "Il a son pendant, ou termine un numéro de liste ou une frimousse.",
};

const SPACED: Wording = { en: "It has its space.", fr: "Il a son espace." };

const UNSPACED: Wording = {
  en: "It has no space and needs none there: it belongs to a formula, to an address, or to a name or key that the source has too.",
  fr: "Il n’a pas d’espace et n’en demande pas là\u202F: il appartient à une formule, à une adresse, ou à un nom ou une clé que la source a aussi.",
};

const REASONS: Readonly<Record<SlipKind, Reason>> = {
  "space-missing": {
    rule: {
      en: "A space, of whatever kind, stands before this mark in this language and region.",
      fr: "Une espace, quelle qu’elle soit, précède ce signe dans cette langue et cette région.",
    },
    excuse: {
      en: "The source was looked at for the same words with the same mark, which would be a name, a key or a command left as it was; it does not have them.",
      fr: "On a cherché dans la source les mêmes mots avec le même signe, qui seraient un nom, une clé ou une commande laissés tels quels\u202F; elle ne les a pas.",
    },
    others: (written) => new RegExp(`[\\s\u00A0]?[${written.charAt(0)}]`, "gu"),
    why: (place) => (/^\s/u.test(place) ? SPACED : UNSPACED),
  },
  "space-unwanted": {
    rule: {
      en: "No space stands before this mark in this language and region.",
      fr: "Aucune espace ne précède ce signe dans cette langue et cette région.",
    },
    excuse: {
      en: "The source was looked at for a notation in which the mark stands free, or for the mark quoted by itself; it has none.",
      fr: "On a cherché dans la source une notation où le signe est isolé, ou le signe cité pour lui-même\u202F; elle n’en a pas.",
    },
    others: (written) => new RegExp(`[\\s\u00A0]?[${written.trim().charAt(0)}]`, "gu"),
    why: (place) =>
      /^\s/u.test(place)
        ? {
            en: "It stands free as a notation, or the text speaks about it.",
            fr: "Il est isolé comme dans une notation, ou le texte parle de lui.",
          }
        : { en: "It follows its word.", fr: "Il suit son mot." },
  },
  "space-before-stop": {
    rule: {
      en: "No space stands before a comma or a full stop, in French as in English.",
      fr: "Aucune espace ne précède une virgule ou un point, en français comme en anglais.",
    },
    excuse: LIKE_SOURCE,
  },
  "guillemets-tight": {
    rule: {
      en: "A space, of whatever kind, stands inside guillemets.",
      fr: "Une espace, quelle qu’elle soit, figure à l’intérieur des guillemets.",
    },
    excuse: {
      en: "The source was looked at for guillemets of its own, which a translation may keep; it has none.",
      fr: "On a cherché dans la source des guillemets, que la traduction peut garder\u202F; elle n’en a pas.",
    },
    others: () => /«[^«»]{1,400}»/gu,
    why: () => ({
      en: "They have their spaces, or hold no word.",
      fr: "Ils ont leurs espaces, ou ne contiennent pas de mot.",
    }),
  },
  "mark-doubled": {
    rule: {
      en: "This mark stands once; only an ellipsis has several full stops.",
      fr: "Ce signe figure une fois\u202F; seuls les points de suspension sont plusieurs.",
    },
    excuse: LIKE_SOURCE,
    others: (written) => new RegExp(`[${written.charAt(0)}]{3,}`, "gu"),
    why: () => ({ en: "Three or more are an ellipsis.", fr: "Trois ou plus sont des points de suspension." }),
  },
  "space-doubled": {
    rule: {
      en: "One space stands between words; two behind the end of a sentence are usage.",
      fr: "Une seule espace sépare les mots\u202F; deux après la fin d’une phrase sont d’usage.",
    },
    excuse: LIKE_SOURCE,
    others: () => /(?<=[.!?…]) {2,}/gu,
    why: () => ({ en: "It stands behind the end of a sentence.", fr: "Elle suit la fin d’une phrase." }),
  },
  "word-doubled": {
    rule: {
      en: "Grammar never lets this word stand twice in a row.",
      fr: "La grammaire ne laisse jamais ce mot figurer deux fois de suite.",
    },
    excuse: {
      en: "The source was looked at for a word that stands twice; it has none.",
      fr: "On a cherché dans la source un mot répété\u202F; il n’y en a pas.",
    },
    others: () => /(?<![\p{L}\p{M}])(\p{Ll}+) \1(?![\p{L}\p{M}])/gu,
    why: () => ({
      en: "Grammar or emphasis may repeat this word.",
      fr: "La grammaire ou l’insistance peut répéter ce mot.",
    }),
  },
  "half-missing": {
    rule: {
      en: "Brackets and quotation marks stand in pairs; one alone is a slip, more are a notation.",
      fr: "Parenthèses, crochets et guillemets vont par paires\u202F; un seul est une faute, plusieurs une notation.",
    },
    excuse: {
      en: "The source was looked at for a mark without its half; its own are all in pairs.",
      fr: "On a cherché dans la source un signe sans son pendant\u202F; les siens vont tous par paires.",
    },
    others: (written) => (/[[\]]/.test(written) ? /[[\]]/gu : /[()]/.test(written) ? /[()]/gu : /[«»“”"]/gu),
    why: () => OWN_HALF,
  },
  "quotes-foreign": {
    rule: {
      en: "A quotation in the language of the translation stands between that language’s marks; its grammatical words show that it is.",
      fr: "Une citation dans la langue de la traduction se met entre les guillemets de cette langue\u202F; ses mots grammaticaux montrent qu’elle l’est.",
    },
    excuse: {
      en: "The source’s own marks do not count: each language has others.",
      fr: "Les guillemets de la source ne comptent pas\u202F: chaque langue a les siens.",
    },
    others: () => /«[^«»]{1,400}»|“[^“”]{1,400}”/gu,
    why: () => ({
      en: "Nothing in it shows the language of the translation: a title or a name keeps its marks.",
      fr: "Rien n’y montre la langue de la traduction\u202F: un titre ou un nom garde ses guillemets.",
    }),
  },
  "question-lost": {
    rule: {
      en: "A question ends in a question mark. The sentence asks by its first word or by its inverted verb.",
      fr: "Une question se termine par un point d’interrogation. La phrase interroge par son premier mot ou son verbe inversé.",
    },
    excuse: {
      en: "The source was looked at for the same end; it ends in a question mark.",
      fr: "On a cherché la même fin dans la source\u202F; elle se termine par un point d’interrogation.",
    },
  },
};

/** Why a slip is one: what was found, the usage, what in the source would have excused it, and like places that are none. */
export function explainSlip(slip: Slip, target: CheckedText): Explanation {
  const { kind, start, end, instead } = slip;
  const { rule, excuse, others, why } = REASONS[kind];
  const written = target.segment.text.slice(start, end);
  const found = quoted(written);
  const locale = localeName(target);
  return {
    rule: {
      en: `Found: ${found.en}. ${rule.en} (${locale.en}.) ${excuse.en}`,
      fr: `Trouvé\u202F: ${found.fr}. ${rule.fr} (${locale.fr}.) ${excuse.fr}`,
    },
    lookedFor: instead === undefined ? [] : [instead],
    nearMisses: others === undefined || why === undefined ? [] : placesLike(target, slip, others(written), why),
  };
}

function localeName({ lang }: CheckedText): Wording {
  const { en, fr } = languageName(lang);
  const region = regionOf(lang);
  return region === undefined ? { en, fr } : { en: `${en}, ${region}`, fr: `${fr}, ${region}` };
}

function placesLike(
  { segment: { text } }: CheckedText,
  slip: Slip,
  pattern: RegExp,
  why: (place: string) => Wording,
): Explanation["nearMisses"] {
  const places: { start: number; end: number; text: string; why: Wording }[] = [];
  for (const { index, 0: place } of text.matchAll(pattern)) {
    const end = index + place.length;
    if (index < slip.end && end > slip.start) continue;
    places.push({ start: index, end, text: place, why: why(place) });
    if (places.length === MOST_PLACES) break;
  }
  return places;
}
