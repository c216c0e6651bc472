import { Chance } from "./seeded.mjs";

/**
 * Names such as institutions have, in French and English, as many as wanted:
 *
 *     Comité de la coopération industrielle et de la recherche spatiale (CCIRS)
 *     Committee on Industrial Cooperation and Space Research (CICSR)
 *
 * A head, a noun with its adjective in agreement, and from the second round on a second noun and a place. Thirty heads share
 * all nouns, so that the recogniser's walks go on for several words and part late, as those of a ministry's glossary do. Of ten
 * concepts four have an acronym in each language, one an admitted variant in each, one a forbidden form in each; acronyms
 * meet each other and those of the shipped concepts, as they do in life.
 */

const HEADS = [
  ["Comité", "Committee"],
  ["Conseil", "Council"],
  ["Agence", "Agency"],
  ["Bureau", "Office"],
  ["Centre", "Centre"],
  ["Groupe de travail", "Working Group"],
  ["Programme", "Programme"],
  ["Fonds", "Fund"],
  ["Institut", "Institute"],
  ["Commission", "Commission"],
  ["Direction générale", "Directorate-General"],
  ["Division", "Division"],
  ["Secrétariat", "Secretariat"],
  ["Conférence", "Conference"],
  ["Convention", "Convention"],
  ["Stratégie", "Strategy"],
  ["Plan d’action", "Action Plan"],
  ["Initiative", "Initiative"],
  ["Partenariat", "Partnership"],
  ["Réseau", "Network"],
  ["Mission", "Mission"],
  ["Autorité", "Authority"],
  ["Observatoire", "Observatory"],
  ["Fondation", "Foundation"],
  ["Forum", "Forum"],
  ["Laboratoire", "Laboratory"],
  ["Académie", "Academy"],
  ["Registre", "Register"],
  ["Service", "Service"],
  ["Panel", "Panel"],
];

/** French with its article and whether it is feminine, English. */
const NOUNS = [
  ["de la coopération", true, "Cooperation"],
  ["de la recherche", true, "Research"],
  ["de la formation", true, "Training"],
  ["de la surveillance", true, "Surveillance"],
  ["de la planification", true, "Planning"],
  ["de la logistique", true, "Logistics"],
  ["de la sécurité", true, "Security"],
  ["de la protection", true, "Protection"],
  ["de la gestion", true, "Management"],
  ["de la réforme", true, "Reform"],
  ["de la production", true, "Production"],
  ["de la navigation", true, "Navigation"],
  ["de l’information", true, "Information"],
  ["de l’évaluation", true, "Evaluation"],
  ["de l’innovation", true, "Innovation"],
  ["de l’assistance", true, "Assistance"],
  ["de l’inspection", true, "Inspection"],
  ["de l’énergie", true, "Energy"],
  ["du développement", false, "Development"],
  ["du commerce", false, "Trade"],
  ["du transport", false, "Transport"],
  ["du financement", false, "Financing"],
  ["du contrôle", false, "Control"],
  ["du soutien", false, "Support"],
  ["du renseignement", false, "Intelligence"],
  ["du patrimoine", false, "Heritage"],
  ["de l’équipement", false, "Equipment"],
  ["de l’enseignement", false, "Education"],
  ["de l’approvisionnement", false, "Supply"],
  ["de l’environnement", false, "Environment"],
];

/** French masculine and feminine, English. */
const ADJECTIVES = [
  ["industriel", "industrielle", "Industrial"],
  ["spatial", "spatiale", "Space"],
  ["naval", "navale", "Naval"],
  ["régional", "régionale", "Regional"],
  ["mondial", "mondiale", "Global"],
  ["numérique", "numérique", "Digital"],
  ["maritime", "maritime", "Maritime"],
  ["civil", "civile", "Civil"],
  ["médical", "médicale", "Medical"],
  ["agricole", "agricole", "Agricultural"],
  ["technique", "technique", "Technical"],
  ["juridique", "juridique", "Legal"],
  ["financier", "financière", "Financial"],
  ["social", "sociale", "Social"],
  ["aérien", "aérienne", "Air"],
  ["frontalier", "frontalière", "Border"],
  ["nucléaire", "nucléaire", "Nuclear"],
  ["environnemental", "environnementale", "Environmental"],
  ["scientifique", "scientifique", "Scientific"],
  ["culturel", "culturelle", "Cultural"],
  ["urbain", "urbaine", "Urban"],
  ["rural", "rurale", "Rural"],
  ["ferroviaire", "ferroviaire", "Railway"],
  ["sanitaire", "sanitaire", "Health"],
];

const PLACES = [
  ["pour l’Afrique", "for Africa"],
  ["pour l’Asie centrale", "for Central Asia"],
  ["pour la mer Noire", "for the Black Sea"],
  ["pour la Baltique", "for the Baltic"],
  ["pour l’Arctique", "for the Arctic"],
  ["pour le Caucase", "for the Caucasus"],
  ["pour les Balkans", "for the Balkans"],
  ["pour la Méditerranée", "for the Mediterranean"],
];

/** `count` concepts, all with names of their own; the same for the same seed. */
export function syntheticConcepts(count, seed = 4) {
  const chance = new Chance(seed);
  const names = new Set();
  const concepts = [];
  while (concepts.length < count) {
    const name = nameOf(chance);
    if (names.has(name.en)) continue;
    names.add(name.en);
    concepts.push(conceptOf(name, `S${String(concepts.length + 1).padStart(6, "0")}`, chance));
  }
  return concepts;
}

function nameOf(chance) {
  const [frHead, enHead] = chance.of(HEADS);
  const [frFirst, enFirst] = themeOf(chance);
  const [frSecond, enSecond] = chance.happens(0.5) ? themeOf(chance) : ["", ""];
  const [frPlace, enPlace] = chance.happens(0.3) ? chance.of(PLACES) : ["", ""];
  return {
    frHead,
    enHead,
    frTheme: [frFirst, frSecond].filter(Boolean).join(" et "),
    enTheme: [enFirst, enSecond].filter(Boolean).join(" and "),
    fr: [frHead, frFirst, frSecond && `et ${frSecond}`, frPlace].filter(Boolean).join(" "),
    en: [enHead, "on", enFirst, enSecond && `and ${enSecond}`, enPlace].filter(Boolean).join(" "),
  };
}

function themeOf(chance) {
  const [fr, feminine, en] = chance.of(NOUNS);
  const [masculine, feminineForm, adjective] = chance.of(ADJECTIVES);
  return [`${fr} ${feminine ? feminineForm : masculine}`, `${adjective} ${en}`];
}

function conceptOf({ fr, en, frHead, enHead, frTheme, enTheme }, id, chance) {
  const terms = [term("fr", fr, "preferred", "full-form"), term("en", en, "preferred", "full-form")];
  if (chance.happens(0.4)) {
    terms.push(term("fr", initials(fr), "preferred", "acronym"), term("en", initials(en), "preferred", "acronym"));
  }
  if (chance.happens(0.1)) {
    terms.push(term("fr", `${frHead} interarmées ${frTheme}`, "admitted", "variant"));
    terms.push(term("en", `Joint ${enHead} on ${enTheme}`, "admitted", "variant"));
  }
  if (chance.happens(0.1)) {
    terms.push(term("fr", `${frHead} permanent ${frTheme}`, "forbidden", "variant"));
    terms.push(term("en", `${enTheme} ${enHead}`, "forbidden", "variant"));
  }
  return { id, subject: "synthetic", terms };
}

function term(lang, text, status, type) {
  return { lang, text, status, type };
}

const SMALL = /^(?:d[eu]|la|les?|et|pour|on|and|for|the)$/;

function initials(name) {
  const words = name.split(/[ ’-]/).filter((word) => word.length > 1 && !SMALL.test(word));
  return words.map((word) => word.charAt(0).toUpperCase()).join("");
}
