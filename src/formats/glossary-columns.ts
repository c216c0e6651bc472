import { TERM_STATUSES, TERM_TYPES, type TermStatus, type TermType } from "../concept.js";
import type { LanguageTag } from "../language.js";
import { textFault } from "../segment.js";
import { langNamed, namedColumns, type PairColumns } from "./csv-columns.js";
import { detached } from "./detached.js";
import { statusOf, typeOf } from "./tbx-categories.js";

/** Fields that a column of a glossary's table can hold. */
export type GlossaryField =
  | "concept"
  | "subject"
  | "definition"
  | "concept note"
  | "concept sources"
  | "lang"
  | "term"
  | "status"
  | "type"
  | "note"
  | "sources";

/** The names that we write, in this order. */
export const GLOSSARY_FIELDS: readonly GlossaryField[] = [
  "concept",
  "subject",
  "definition",
  "concept note",
  "concept sources",
  "lang",
  "term",
  "status",
  "type",
  "note",
  "sources",
];

/** Columns of properties are named after them behind one of these. */
export const PROPERTY_PREFIXES = { concept: "concept property: ", term: "term property: " } as const;

/** Further names, in English and French, folded as {@link foldedName} does. */
const NAMES: Readonly<Record<string, GlossaryField>> = {
  "concept id": "concept",
  id: "concept",
  identifiant: "concept",
  identifier: "concept",
  entry: "concept",
  "entry id": "concept",
  fiche: "concept",
  domain: "subject",
  domaine: "subject",
  "subject field": "subject",
  sujet: "subject",
  "note du concept": "concept note",
  "note conceptuelle": "concept note",
  "sources du concept": "concept sources",
  language: "lang",
  langue: "lang",
  terme: "term",
  statut: "status",
  usage: "status",
  "term type": "type",
  "type de terme": "type",
  notes: "note",
  comment: "note",
  comments: "note",
  commentaire: "note",
  commentaires: "note",
  remarque: "note",
  remarques: "note",
  source: "sources",
  reference: "sources",
};

/** Which column holds what, by index from 0. */
export interface GlossaryColumns {
  readonly fields: ReadonlyMap<GlossaryField, number>;
  /** A row a term: none. A row a concept: the columns that hold its terms, by language. */
  readonly languages: readonly { readonly lang: LanguageTag; readonly index: number }[];
  readonly conceptProperties: readonly { readonly name: string; readonly index: number }[];
  readonly termProperties: readonly { readonly name: string; readonly index: number }[];
}

/**
 * The columns that a header names: `lang` and `term` with a row to a term; else languages (`en`, `fr-CA`, `français`) with a
 * row to a concept; else `source` and `target` in the languages asked for. Columns of other names hold properties, of what the
 * row is about. `undefined` where the row is no header.
 */
export function glossaryColumns(
  header: readonly string[],
  asked: { readonly sourceLang?: LanguageTag; readonly targetLang?: LanguageTag },
): GlossaryColumns | undefined {
  const fields = new Map<GlossaryField, number>();
  const languages: { lang: LanguageTag; index: number }[] = [];
  const others: { name: string; index: number }[] = [];
  const properties = {
    concept: [] as { name: string; index: number }[],
    term: [] as { name: string; index: number }[],
  };
  for (const [index, name] of header.entries()) {
    const kind = (["concept", "term"] as const).find((one) => name.startsWith(PROPERTY_PREFIXES[one]));
    if (kind !== undefined) {
      properties[kind].push({ name: name.slice(PROPERTY_PREFIXES[kind].length), index });
      continue;
    }
    const field = fieldNamed(name);
    const lang = field === undefined ? langNamed(languageIn(name)) : undefined;
    if (field !== undefined && !fields.has(field)) fields.set(field, index);
    else if (lang !== undefined) languages.push({ lang, index });
    else if (name.trim() !== "" && textFault(name) === undefined) others.push({ name: detached(name.trim()), index });
  }
  const concept = properties.concept;
  if (fields.has("lang") && fields.has("term")) {
    const termProperties = [...properties.term, ...others];
    return { fields, languages: [], conceptProperties: concept, termProperties };
  }
  const known = { fields, termProperties: properties.term };
  if (languages.length > 0) return { ...known, languages, conceptProperties: [...concept, ...others] };
  const pair = namedColumns(header, asked);
  if (pair === undefined) return undefined;
  // There "source" is a language's column, and names nobody's page.
  fields.delete("sources");
  const taken = new Set([pair.source, pair.target, ...fields.values()]);
  const free = others.filter(({ index }) => !taken.has(index));
  return { ...known, languages: pairLanguages(pair), conceptProperties: [...concept, ...free] };
}

/** The columns of a table without header, as OmegaT writes it: source, target and perhaps a note, in languages asked for. */
export function omegatColumns(
  row: readonly string[],
  { sourceLang, targetLang }: { readonly sourceLang?: LanguageTag; readonly targetLang?: LanguageTag },
): GlossaryColumns | undefined {
  if (sourceLang === undefined || targetLang === undefined || row.length < 2 || row.length > 3) return undefined;
  const languages = [
    { lang: sourceLang, index: 0 },
    { lang: targetLang, index: 1 },
  ];
  const fields = new Map<GlossaryField, number>([["note", 2]]);
  return { fields, languages, conceptProperties: [], termProperties: [] };
}

function pairLanguages({ source, target, sourceLang, targetLang }: PairColumns): GlossaryColumns["languages"] {
  return [
    ...(sourceLang === undefined ? [] : [{ lang: sourceLang, index: source }]),
    ...(targetLang === undefined ? [] : [{ lang: targetLang, index: target }]),
  ];
}

function fieldNamed(name: string): GlossaryField | undefined {
  const folded = foldedName(name);
  const own = GLOSSARY_FIELDS.find((field) => field === folded);
  return own ?? (Object.hasOwn(NAMES, folded) ? NAMES[folded] : undefined);
}

function foldedName(name: string): string {
  return plain(name)
    .replace(/[\s_-]+/g, " ")
    .trim();
}

/** The language that a column's name says, as `fr`, `term_en` or `Terme (fr-CA)`: its hyphens are its own. */
function languageIn(name: string): string {
  return plain(name)
    .trim()
    .replace(/^terme?(?:[\s_-]+\(?|\()|\)$/g, "");
}

function plain(name: string): string {
  return name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

const STATUSES: Readonly<Record<string, TermStatus>> = {
  privilegie: "preferred",
  prefere: "preferred",
  recommande: "preferred",
  approved: "preferred",
  approuve: "preferred",
  admis: "admitted",
  tolere: "admitted",
  deconseille: "deprecated",
  remplace: "superseded",
  perime: "superseded",
  interdit: "forbidden",
  proscrit: "forbidden",
  "a proscrire": "forbidden",
};

/** The status that a cell names, in our words, TBX's, English or French. */
export function statusNamed(cell: string): TermStatus | undefined {
  const word = foldedName(cell);
  const own = TERM_STATUSES.find((status) => status === cell.trim());
  return own ?? (Object.hasOwn(STATUSES, word) ? STATUSES[word] : undefined) ?? statusOf(cell);
}

/** The type that a cell names; `undefined` for an empty one. */
export function typeNamed(cell: string): TermType | undefined {
  const word = cell.trim();
  if (word === "") return undefined;
  const french = { sigle: "acronym", acronyme: "acronym", abreviation: "abbreviation", variante: "variant" } as const;
  const folded = foldedName(word);
  const own = TERM_TYPES.find((type) => type === word);
  return own ?? (Object.hasOwn(french, folded) ? french[folded as keyof typeof french] : typeOf(word));
}
