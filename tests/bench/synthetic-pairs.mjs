import { readFileSync } from "node:fs";
import { Readable } from "node:stream";
import { readTmx } from "../../dist/formats/tmx-reader.js";
import { Chance } from "./seeded.mjs";

/**
 * The shipped memory grown: English and French pairs as official texts have them, as many as wanted, in which the names of
 * a glossary stand. One in five is a unit of the shipped memory with another country and another number; the others are
 * sentences with a date, an amount or a count, an invented person (so that new words go on coming, as they do in life) and
 * two names in four of five. Some 25 words a side. In one of a hundred the translator was at fault, half of them with the
 * name of another body, half with another number.
 */

/** The countries that begin with a vowel and take `l’` as Ukraine does, so that one stands in for another. */
const COUNTRIES = [
  ["Ukraine", "Ukraine"],
  ["Estonie", "Estonia"],
  ["Albanie", "Albania"],
  ["Islande", "Iceland"],
  ["Irlande", "Ireland"],
  ["Autriche", "Austria"],
  ["Italie", "Italy"],
  ["Allemagne", "Germany"],
  ["Espagne", "Spain"],
  ["Arménie", "Armenia"],
  ["Australie", "Australia"],
  ["Argentine", "Argentina"],
];

const MONTHS = [
  ["janvier", "January"],
  ["février", "February"],
  ["mars", "March"],
  ["avril", "April"],
  ["mai", "May"],
  ["juin", "June"],
  ["juillet", "July"],
  ["août", "August"],
  ["septembre", "September"],
  ["octobre", "October"],
  ["novembre", "November"],
  ["décembre", "December"],
];

/** `{A}`, `{B}` names, `{P}` a person, `{D}` a date, `{N}` a count, `{M}` an amount, `{C}` a country. */
const FRAMES = [
  [
    "Le {D}, {P} a présenté à {A} le rapport sur la situation en {C}, qui recense {N} mesures nouvelles.",
    "On {D}, {P} presented the report on the situation in {C}, which lists {N} new measures, to {A}.",
  ],
  [
    "Selon {A}, l’enveloppe de {M} allouée à {B} doit être employée avant le {D}.",
    "According to {A}, the allocation of {M} granted to {B} has to be used before {D}.",
  ],
  [
    "{P} a rappelé que {A} et {B} travaillaient ensemble depuis le {D} et avaient formé {N} personnes.",
    "{P} recalled that {A} and {B} had been working together since {D} and had trained {N} people.",
  ],
  [
    "Les représentants de l’{C} ont salué les travaux menés par {A}, dont le coût n’a pas dépassé {M}.",
    "The representatives of {C} welcomed the work carried out by {A}, the cost of which did not exceed {M}.",
  ],
  [
    "À l’issue de la réunion du {D}, {P} a remercié les {N} participants de leur engagement et de leur patience.",
    "At the end of the meeting of {D}, {P} thanked the {N} participants for their commitment and their patience.",
  ],
  [
    "L’{C} a décidé de verser {M} au budget commun ; {P} y voit un signe encourageant pour les années à venir.",
    "{C} has decided to pay {M} into the common budget; {P} sees this as an encouraging sign for the years to come.",
  ],
];

const STARTS = [
  "Ra",
  "Del",
  "Tov",
  "Mi",
  "Kor",
  "Sha",
  "Vel",
  "Ny",
  "Or",
  "Fen",
  "Bru",
  "Lis",
  "Gal",
  "Hed",
  "Jo",
  "Pra",
];
const MIDDLES = ["d", "mi", "ke", "ro", "sta", "vi", "lo", "nt", "ga", "ve", "ri", "so"];
const ENDS = ["la", "ska", "nk", "vić", "son", "ne", "berg", "ta", "lov", "rin", "quist", "zak"];

/** The share of pairs with a fault. */
const FAULTY = 0.01;

/** Makes pairs without end; the same for the same seed and concepts. */
export class PairMaker {
  #chance;
  #concepts;
  #shipped;
  /** How many pairs with a fault it has made. */
  planted = 0;

  constructor({ concepts, shipped, seed = 28 }) {
    this.#chance = new Chance(seed);
    this.#concepts = concepts.filter((concept) => nameIn(concept, "fr") !== undefined);
    this.#shipped = shipped;
  }

  /** The next `count` pairs, as `{ en, fr }`. */
  next(count) {
    return Array.from({ length: count }, () => this.#pair());
  }

  #pair() {
    const chance = this.#chance;
    if (chance.happens(0.2)) return this.#variedUnit();
    const named = chance.happens(0.8);
    const [fr, en] = chance.of(FRAMES.filter(([frame]) => frame.includes("{A}") === named));
    const fault = chance.happens(FAULTY) ? chance.of(["name", "number"]) : undefined;
    const slots = {
      A: this.#name(fault === "name"),
      B: this.#name(false),
      P: this.#person(),
      D: this.#date(),
      N: this.#count(fault === "number"),
      M: this.#amount(fault === "number"),
      C: chance.of(COUNTRIES),
    };
    const isPlanted = fault === "name" ? named : fault !== undefined;
    if (isPlanted) this.planted++;
    return { fr: filled(fr, slots, 0), en: filled(en, slots, 1) };
  }

  #variedUnit() {
    const { fr, en } = this.#chance.of(this.#shipped);
    const [frCountry, enCountry] = this.#chance.of(COUNTRIES);
    const [frCount, enCount] = this.#count(false);
    return {
      fr: fr.replaceAll("Ukraine", frCountry).replace("75 000", frCount),
      en: en.replaceAll("Ukraine", enCountry).replace("75,000", enCount),
    };
  }

  /** A name in both languages: in full, by its acronym, or both; with `wrong` the English is another concept's. */
  #name(wrong) {
    const chance = this.#chance;
    const concept = chance.ofRanked(this.#concepts);
    const other = wrong ? chance.of(this.#concepts.filter(({ id }) => id !== concept.id)) : concept;
    const [fr, en] = [nameIn(concept, "fr"), nameIn(other, "en")];
    const [frShort, enShort] = [acronymIn(concept, "fr"), acronymIn(other, "en")];
    const french = `${articleOf(fr)}${fr}`;
    if (frShort === undefined || enShort === undefined || chance.happens(0.6)) return [french, `the ${en}`];
    if (chance.happens(0.5)) return [`${articleOf(frShort)}${frShort}`, `the ${enShort}`];
    return [`${french} (${frShort})`, `the ${en} (${enShort})`];
  }

  #person() {
    const chance = this.#chance;
    const word = () => chance.of(STARTS) + (chance.happens(0.7) ? chance.of(MIDDLES) : "") + chance.of(ENDS);
    const name = `${word()} ${word()}`;
    return [name, name];
  }

  #date() {
    const day = 2 + this.#chance.below(27);
    const [fr, en] = this.#chance.of(MONTHS);
    const year = 1990 + this.#chance.below(36);
    return [`${day} ${fr} ${year}`, `${day} ${en} ${year}`];
  }

  #count(wrong) {
    const count = 2_000 + this.#chance.below(98_000);
    return [grouped(count, "\u00A0"), grouped(wrong ? count + 10 : count, ",")];
  }

  #amount(wrong) {
    const tenths = 11 + this.#chance.below(900);
    const digits = (value) => `${Math.floor(value / 10)},${value % 10}`;
    const english = digits(wrong ? tenths + 3 : tenths).replace(",", ".");
    return [`${digits(tenths)} millions d’euros`, `${english} million euros`];
  }
}

function filled(frame, slots, side) {
  const text = frame.replace(/\{([A-Z])\}/g, (_, slot) => slots[slot][side]);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function grouped(count, separator) {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, separator);
}

function nameIn(concept, lang) {
  return concept.terms.find((term) => term.lang === lang && term.status === "preferred" && term.type !== "acronym")
    ?.text;
}

function acronymIn(concept, lang) {
  return concept.terms.find((term) => term.lang === lang && term.status === "preferred" && term.type === "acronym")
    ?.text;
}

/** As near as it gets without a dictionary: a check passes articles over. */
function articleOf(name) {
  return /^[aeiouyâàéèêîôûAEIOUYÂÀÉÈÊÎÔÛ]/.test(name) ? "l’" : "le ";
}

/** The concepts of the shipped glossary. */
export function shippedConcepts() {
  return JSON.parse(readFileSync(new URL("../../glossary/official.json", import.meta.url), "utf8")).concepts;
}

/** The units of the shipped memory, as pairs. */
export async function shippedPairs() {
  const bytes = readFileSync(new URL("../../tm/otan-ue-ukraine-2025-05-28.tmx", import.meta.url));
  const pairs = [];
  for await (const event of readTmx(Readable.from([bytes]))) {
    if (event.kind !== "unit") continue;
    const text = (lang) => event.unit.variants.find((variant) => variant.lang === lang)?.segment.text ?? "";
    pairs.push({ fr: text("fr"), en: text("en") });
  }
  return pairs;
}
