import { languageTag, primaryLanguage, type LanguageTag } from "../language.js";
import type { BilingualLanguages } from "./bilingual-event.js";

/** Which columns of a table hold what, by index from 0. */
export interface PairColumns {
  readonly source: number;
  readonly target: number;
  readonly id?: number;
  readonly note?: number;
  /** The languages, as far as column names or the caller say them. */
  readonly sourceLang: LanguageTag | undefined;
  readonly targetLang: LanguageTag | undefined;
}

type Side = "source" | "target" | "id" | "note";

/** Names that columns go by in English and French, folded as {@link nameOf} does. */
const NAMES: Readonly<Record<string, Side>> = {
  source: "source",
  src: "source",
  original: "source",
  target: "target",
  cible: "target",
  tgt: "target",
  trg: "target",
  translation: "target",
  traduction: "target",
  id: "id",
  key: "id",
  cle: "id",
  identifier: "id",
  identifiant: "id",
  no: "id",
  "n°": "id",
  "#": "id",
  note: "note",
  notes: "note",
  comment: "note",
  comments: "note",
  commentaire: "note",
  commentaires: "note",
  remarque: "note",
  remarques: "note",
};

const LANGUAGE_NAMES: Readonly<Record<string, string>> = {
  english: "en",
  anglais: "en",
  eng: "en",
  french: "fr",
  francais: "fr",
  fra: "fr",
  fre: "fr",
};

/** Words that say no more than that a column holds text. */
const FILLERS = /\b(?:text|texte|segment|sentence|phrase|version|term|terme|language|langue|lang)\b/g;

interface Column {
  readonly index: number;
  readonly side: Side | undefined;
  readonly lang: LanguageTag | undefined;
}

/**
 * The columns that a header names: `source` and `target`, `cible` … with a language behind (`source (en)`, `target_fr-CA`)
 * or without; else two languages (`en`, `fr-CA`, `English`, `français`), those asked for, or the first two. `undefined`
 * where the row names no such columns, and so is no header.
 */
export function namedColumns(header: readonly string[], asked: BilingualLanguages): PairColumns | undefined {
  const columns = header.map(columnOf);
  const side = (wanted: Side): Column | undefined => columns.find((column) => column.side === wanted);
  const languages = columns.filter((column) => column.side === undefined && column.lang !== undefined);
  const source = side("source") ?? languageColumn(languages, asked.sourceLang, asked.targetLang);
  const others = languages.filter((column) => column !== source);
  const target = side("target") ?? languageColumn(others, asked.targetLang, asked.sourceLang);
  if (source === undefined || target === undefined) return undefined;
  const id = side("id");
  const note = side("note");
  return {
    source: source.index,
    target: target.index,
    ...(id === undefined ? {} : { id: id.index }),
    ...(note === undefined ? {} : { note: note.index }),
    sourceLang: langOf(source, asked.sourceLang),
    targetLang: langOf(target, asked.targetLang),
  };
}

/** The columns of a table without header: source, target and perhaps a note, in languages that the caller names. */
export function unnamedColumns(row: readonly string[], asked: BilingualLanguages): PairColumns | undefined {
  const { sourceLang, targetLang } = asked;
  if (sourceLang === undefined || targetLang === undefined || row.length < 2 || row.length > 3) return undefined;
  return { source: 0, target: 1, ...(row.length === 3 ? { note: 2 } : {}), sourceLang, targetLang };
}

/** `fr` serves `fr-CA`: what is asked for is more exact than a column's name, unless the name says another region. */
function langOf({ lang }: Column, asked: LanguageTag | undefined): LanguageTag | undefined {
  if (lang === undefined) return asked;
  return asked !== undefined && lang === primaryLanguage(asked) ? asked : lang;
}

function languageColumn(
  columns: readonly Column[],
  wanted: LanguageTag | undefined,
  other: LanguageTag | undefined,
): Column | undefined {
  const serves = (lang: LanguageTag | undefined, tag: LanguageTag): boolean =>
    lang !== undefined && primaryLanguage(lang) === primaryLanguage(tag);
  if (wanted !== undefined) {
    return columns.find(({ lang }) => lang === wanted) ?? columns.find(({ lang }) => serves(lang, wanted));
  }
  return other === undefined ? columns[0] : columns.find(({ lang }) => lang !== other && !serves(lang, other));
}

function columnOf(name: string, index: number): Column {
  const folded = nameOf(name);
  const side = Object.hasOwn(NAMES, folded) ? NAMES[folded] : undefined;
  if (side !== undefined) return { index, side, lang: undefined };
  const [, word = "", rest = ""] = /^([a-z]+)[\s:_.([-]+([^)\]]+)[)\]]?$/.exec(folded) ?? [];
  const named = Object.hasOwn(NAMES, word) ? NAMES[word] : undefined;
  if (named === "source" || named === "target") return { index, side: named, lang: langNamed(rest) };
  return { index, side: undefined, lang: langNamed(folded) };
}

/** Two letters with what may follow them; longer words are names of languages that we know, or of something else. */
export function langNamed(name: string): LanguageTag | undefined {
  const known = Object.hasOwn(LANGUAGE_NAMES, name) ? LANGUAGE_NAMES[name] : undefined;
  if (known !== undefined) return languageTag(known);
  return /^[a-z]{2}(?:[-_][a-z\d]{2,8})*$/.test(name) ? languageTag(name) : undefined;
}

function nameOf(name: string): string {
  const folded = name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return folded.replaceAll(FILLERS, " ").replace(/\s+/g, " ").trim();
}
