import type { Concept, Term, TermStatus } from "../../src/concept.js";
import type { LanguageTag } from "../../src/language.js";

export const fr = "fr" as LanguageTag;
export const en = "en" as LanguageTag;

const STATUS: Readonly<Record<string, TermStatus>> = {
  "-": "forbidden",
  "+": "accept-only",
  "~": "short-form",
  "<": "superseded",
};

/**
 * A concept in one line: `concept("N004", "Conseil de l’Atlantique Nord|NAC", "North Atlantic Council|~the Council")`. The first term is
 * preferred, the others admitted; `-` forbidden, `+` accept-only, `~` short form, `<` superseded; capitals alone make an acronym.
 */
export function concept(id: string, french: string, english: string): Concept {
  return { id, terms: [...terms(french, fr), ...terms(english, en)] };
}

function terms(line: string, lang: LanguageTag): Term[] {
  return line
    .split("|")
    .filter((one) => one !== "")
    .map((one, i) => {
      const marked = STATUS[one.charAt(0)];
      const text = marked === undefined ? one : one.slice(1);
      const type = /^\p{Lu}[\p{Lu}\d.-]*$/u.test(text) ? "acronym" : i === 0 ? "full-form" : "variant";
      return { lang, text, status: marked ?? (i === 0 || type === "acronym" ? "preferred" : "admitted"), type };
    });
}

/** A few concepts of the kind that the shipped glossary has. */
export const CONCEPTS: readonly Concept[] = [
  concept("nato", "Organisation du Traité de l’Atlantique Nord|OTAN", "North Atlantic Treaty Organization|NATO"),
  concept("treaty", "Traité de l’Atlantique Nord", "North Atlantic Treaty"),
  concept("alliance", "Alliance|Alliance atlantique", "Alliance|Atlantic Alliance|+NATO"),
  concept("ally", "Allié", "Ally"),
  concept("nac", "Conseil de l’Atlantique Nord|NAC|~le Conseil", "North Atlantic Council|NAC|~the Council"),
  concept("dsg", "secrétaire général délégué", "Deputy Secretary General|DSG|-Delegated Secretary General"),
  concept("asg", "secrétaire général adjoint", "Assistant Secretary General|Under-Secretary-General"),
  concept("mc", "Comité militaire|Comité militaire de l’OTAN", "Military Committee|NATO Military Committee"),
  concept("eumc", "Comité militaire de l’UE|CMUE", "EU Military Committee|EUMC|European Union Military Committee"),
  concept("eu", "Union européenne|UE|~l’Union", "European Union|EU|~the Union"),
  concept("council", "Conseil européen", "European Council"),
  concept("coe", "Conseil de l’Europe", "Council of Europe|-Europe Council"),
  concept(
    "psc",
    "Comité politique et de sécurité|COPS",
    "Political and Security Committee|PSC|-Politics and Security Committee",
  ),
  concept("ncia", "Agence OTAN d’information et de communication", "NATO Communications and Information Agency|NCIA"),
  concept(
    "nspa",
    "Agence OTAN de soutien et d’acquisition|-Agence OTAN de soutien",
    "NATO Support and Procurement Agency|NSPA|<NAMSA",
  ),
  concept("who", "Organisation mondiale de la santé|OMS", "World Health Organization|WHO"),
  concept("us", "États-Unis|É.-U.", "United States|US"),
  concept("un", "Nations Unies|ONU", "United Nations|UN"),
  concept("sc", "Conseil de sécurité", "Security Council|-Council of Security"),
  concept("cap", "ensemble complet de mesures d’assistance|CAP", "Comprehensive Assistance Package|CAP"),
  concept("pac", "politique agricole commune|PAC", "common agricultural policy|CAP"),
  concept("icc", "Cour pénale internationale|CPI|~la Cour", "International Criminal Court|ICC|~the Court"),
  concept("work", "travail de la paix", "peace work"),
  concept("armed", "forces armées", "armed forces|+military"),
  concept("land", "forces terrestres", "land forces|ground forces|-terrestrial forces"),
  concept("naval", "forces navales", "naval forces"),
  concept("law", "état de droit", "rule of law|-state of law"),
  concept("heads", "chefs d’État et de gouvernement", "Heads of State and Government"),
  concept("ceasefire", "cessez-le-feu", "ceasefire"),
  concept("keeping", "maintien de la paix", "peace-keeping"),
  concept("labour", "Organisation internationale du Travail|OIT", "International Labour Organization|ILO"),
  concept("centre", "programme de défense du centre", "Centre defence programme"),
  concept("crisis", "gestion de crise", "crisis management"),
  concept("sovereignty", "souveraineté", "sovereignty"),
  concept(
    "unesco",
    "Organisation pour l’éducation, la science et la culture|UNESCO",
    "Educational, Scientific and Cultural Organization|UNESCO",
  ),
  concept("hiv", "VIH/sida", "HIV/AIDS"),
  concept("turkiye", "Türkiye|Turquie|+turc", "Türkiye|-Turkey|+Turkish"),
  concept("kyiv", "Kyïv|Kiev", "Kyiv|-Kiev"),
  concept(
    "csdp",
    "politique de sécurité et de défense commune|PSDC|<PESD",
    "common security and defence policy|CSDP|<ESDP",
  ),
  concept("mod", "ministre de la Défense", "Minister of Defence|Defence Minister"),
  concept("mfa", "ministre des Affaires étrangères", "Minister of Foreign Affairs|Foreign Minister"),
];
