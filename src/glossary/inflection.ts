import type { AnalysedLanguage } from "../language.js";

/**
 * The base of a word: what its singular and plural, masculine and feminine have in common, and its British and American
 * spellings. Names inflect for number and gender and for nothing else.
 *
 * Why not the stems of `text/`, which serve retrieval well: Snowball takes derivation off too. It makes `politics` and
 * `political` one stem, `plans` and `planning`, `operations` and `operational`, so that *Politics and Security Committee*
 * would pass for the Political and Security Committee; and it leaves apart what inflection joins: `général` and `généraux`,
 * `travail` and `travaux`, `armée` and `ARMEE`.
 *
 * A base is an arbitrary key and no word: only equality counts. The rules may therefore be blunt where no two words
 * collide that could stand in the same place of a name. They work with accents and without, each within itself.
 */
export function inflectionBase(folded: string, lang: AnalysedLanguage | undefined): string {
  if (lang === "fr") return frenchBase(folded);
  if (lang === "en") return englishBase(folded);
  return folded;
}

/** Words below this length have no ending to lose: `bras`, `eux`, `us`. */
const SHORTEST_INFLECTED = 4;

/** Plurals and feminines that no rule reaches (Grevisse, Le Bon Usage, sections 519 to 527 and 546 to 552). */
const FRENCH_IRREGULAR = new Map(
  Object.entries({
    travaux: "travail",
    baux: "bail",
    vitraux: "vitrail",
    coraux: "corail",
    émaux: "émail",
    soupiraux: "soupirail",
    vantaux: "vantail",
    yeux: "œil",
    cieux: "ciel",
    aïeux: "aïeul",
    beaux: "beau",
    bel: "beau",
    belle: "beau",
    belles: "beau",
    nouvel: "nouveau",
    nouvelle: "nouveau",
    nouvelles: "nouveau",
    nouveaux: "nouveau",
    vieil: "vieux",
    vieille: "vieux",
    vieilles: "vieux",
    publique: "public",
    publiques: "public",
    turque: "turc",
    turques: "turc",
    grecque: "grec",
    grecques: "grec",
    longue: "long",
    longues: "long",
    blanche: "blanc",
    blanches: "blanc",
    franche: "franc",
    franches: "franc",
    sèche: "sec",
    sèches: "sec",
    fraîche: "frais",
    fraîches: "frais",
    messieurs: "monsieur",
    mesdames: "madame",
  }),
);

/** Words whose last s or x belongs to the singular. Taking it off would make `fonds` and `fond`, `pays` and `paie` one. */
const FRENCH_INVARIABLE = new Set(
  (
    "acces accès appas avis bras choix congres congrès concours corps croix discours divers dos depens dépens fonds gros " +
    "jus mars mois moins obus paix parcours pays permis plus poids prix proces procès processus progres progrès propos puits recours " +
    "refus repas repos sens secours sous succes succès taux temps tiers tous vieux viens virus voix"
  ).split(" "),
);

function frenchBase(word: string): string {
  const irregular = FRENCH_IRREGULAR.get(word);
  if (irregular !== undefined) return irregular;
  if (word.length < SHORTEST_INFLECTED || FRENCH_INVARIABLE.has(word)) return word;
  const singular = frenchSingular(word);
  return masculine(singular);
}

function frenchSingular(word: string): string {
  if (/[^e]aux$/.test(word) && word.length > SHORTEST_INFLECTED) {
    return /y.ux$/.test(word) ? word.slice(0, -1) : `${word.slice(0, -2)}l`;
  }
  if (/(?:eau|eu|ou)x$/.test(word) || /[^s]s$/.test(word)) return word.slice(0, -1);
  return word;
}

/** Endings of the feminine with what makes them one with the masculine; the first that fits. */
const FEMININE: readonly (readonly [ending: RegExp, base: string])[] = [
  [/t(?:rice|eur|euse)$/, "teu"],
  [/(?:euse|eure|eur|eux)$/, "eu"],
  [/(?:èr|er)e$/, "er"],
  [/(?:èt|et)e$/, "et"],
  [/ive$/, "if"],
  [/(?<=[ao]i)se$/, ""],
  [/(?<=[ao]i)s$/, ""],
  [/ell?e$/, "el"],
  [/enne$/, "en"],
  [/onne$/, "on"],
  [/ette$/, "et"],
];

function masculine(word: string): string {
  if (word.length > SHORTEST_INFLECTED + 1) {
    for (const [ending, base] of FEMININE) if (ending.test(word)) return word.replace(ending, base);
  }
  // `déléguée` keeps its é; without accents both of `deleguee` go, as the one of `delegue` does.
  const mute = word.replace(/e{1,2}$/, "");
  return mute.length >= SHORTEST_INFLECTED - 1 ? mute : word;
}

const ENGLISH_IRREGULAR = new Map(
  Object.entries({
    children: "child",
    men: "man",
    women: "woman",
    people: "person",
    feet: "foot",
    teeth: "tooth",
    mice: "mouse",
    wives: "wife",
    lives: "life",
    knives: "knife",
    leaves: "leaf",
    shelves: "shelf",
    halves: "half",
    crises: "crisis",
    analyses: "analysis",
    hypotheses: "hypothesis",
    theses: "thesis",
    axes: "axis",
    oases: "oasis",
    criteria: "criterion",
    phenomena: "phenomenon",
    indices: "index",
    appendices: "appendix",
    matrices: "matrix",
    memoranda: "memorandum",
    referenda: "referendum",
    learnt: "learned",
    spelt: "spelled",
  }),
);

/** Words in -s that are singular, or both. */
const ENGLISH_INVARIABLE = new Set(
  "always headquarters means news series species mathematics politics economics logistics physics statistics its".split(
    " ",
  ),
);

/**
 * British spellings to American ones, over the singular. Blunt where it may be (`exercize` is no word, so that nothing
 * collides with it); a list where it may not (`four`, `source`, `court` keep their -our).
 */
const AMERICAN: readonly (readonly [british: RegExp, american: string])[] = [
  [/is(?=(?:e|ed|er|ing|ation|ational|ationally|able)$)/, "iz"],
  [/ys(?=(?:e|ed|er|ing)$)/, "yz"],
  [
    /(arm|behavi|clam|col|endeav|fav|flav|glam|harb|hon|hum|lab|neighb|od|parl|rig|rum|sav|splend|tum|val|vap|vig)our/,
    "$1or",
  ],
  [/^(cent|theat|calib|fib|lit|lust|maneuv|manoeuv|meag|met|kilomet|centimet|sab|scept|somb|spect)re$/, "$1er"],
  [/^(def|off|pret|lic)ence/, "$1ense"],
  [/gramme$/, "gram"],
  [/ogue$/, "og"],
  [/^(judg|acknowledg|abridg)ement/, "$1ment"],
  [/^age(?=ing)/, "ag"],
  [/^manoeuv/, "maneuv"],
  [/^(?:paed|ped)/, "ped"],
  [/^sceptic/, "skeptic"],
  [/ll(?=(?:ed|ing|er|or)$)/, "l"],
];

function englishBase(word: string): string {
  const irregular = ENGLISH_IRREGULAR.get(word);
  if (irregular !== undefined) return irregular;
  if (word.length < SHORTEST_INFLECTED || ENGLISH_INVARIABLE.has(word)) return word;
  let base = englishSingular(word);
  for (const [british, american] of AMERICAN) base = base.replace(british, american);
  return base;
}

function englishSingular(word: string): string {
  if (/[a-z]{2}men$/.test(word)) return `${word.slice(0, -2)}an`;
  if (/[^aeiou]ies$/.test(word) && word.length > SHORTEST_INFLECTED) return `${word.slice(0, -3)}y`;
  if (/(?:ss|sh|ch|x|zz)es$/.test(word)) return word.slice(0, -2);
  if (/[^suiy]s$/.test(word) || /[aeo]ys$/.test(word) || /(?:eaus|skis|menus)$/.test(word)) return word.slice(0, -1);
  return word;
}
