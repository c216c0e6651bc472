import type { MessageLanguage } from "../finding.js";
import type { LanguageTag } from "../language.js";
import type { CodeKind } from "../segment.js";

/** What the page itself says, in one language. */
export interface HtmlWording {
  readonly lang: MessageLanguage;
  readonly title: string;
  readonly skip: string;
  readonly file: string;
  readonly files: string;
  readonly allFiles: string;
  readonly languages: string;
  readonly checkedAt: string;
  readonly glossaries: string;
  readonly none: string;
  readonly summary: string;
  readonly bySeverity: string;
  readonly byCategory: string;
  readonly category: string;
  readonly count: string;
  readonly share: string;
  readonly filters: string;
  readonly severity: string;
  readonly search: string;
  readonly searchHint: string;
  readonly reset: string;
  /** With `{shown}` and `{all}` for the script to fill in. */
  readonly shown: string;
  readonly nothingShown: string;
  readonly findings: string;
  readonly findingsCaption: string;
  readonly nothingFound: string;
  readonly segment: string;
  readonly finding: string;
  readonly source: string;
  readonly target: string;
  readonly emptyText: string;
  readonly line: string;
  readonly concept: string;
  readonly suggestions: string;
  readonly places: string;
  readonly why: string;
  readonly rule: string;
  readonly designation: string;
  readonly lookedFor: string;
  readonly nearMisses: string;
  readonly findingId: string;
  readonly ignored: string;
  readonly unread: string;
  readonly ignoredCount: (count: number) => string;
  readonly unreadCount: (count: number) => string;
  readonly number: (value: number) => string;
  readonly characters: (count: number) => string;
  readonly findingCount: (count: number) => string;
  readonly segmentCount: (count: number) => string;
  readonly more: (count: number) => string;
  readonly code: (kind: CodeKind) => string;
  readonly language: (tag: LanguageTag) => string;
  readonly instant: (iso: string) => string;
}

const EN: Omit<HtmlWording, "number" | "language" | "instant"> = {
  lang: "en",
  title: "Translation check",
  skip: "Skip to the findings",
  file: "File",
  files: "Files",
  allFiles: "All files",
  languages: "Languages",
  checkedAt: "Checked",
  glossaries: "Glossaries",
  none: "none",
  summary: "Summary",
  bySeverity: "Findings by severity",
  byCategory: "Findings by category",
  category: "Category",
  count: "Findings",
  share: "Share by severity",
  filters: "Show only",
  severity: "Severity",
  search: "Search",
  searchHint: "in texts, messages and concepts",
  reset: "Show all",
  shown: "{shown} of {all} findings shown",
  nothingShown: "No finding is like that.",
  findings: "Findings",
  findingsCaption: "Findings in the order of the segments; the place meant is marked in the text.",
  nothingFound: "Nothing to report: no check found anything to look at.",
  segment: "Segment",
  finding: "Finding",
  source: "Source",
  target: "Translation",
  emptyText: "(empty)",
  line: "line",
  concept: "Concept",
  suggestions: "Suggestion",
  places: "Also in segment",
  why: "Why?",
  rule: "Rule",
  designation: "Designation",
  lookedFor: "Looked for",
  nearMisses: "Did not count",
  findingId: "Finding id",
  ignored: "Ignored",
  unread: "Not read",
  ignoredCount: (count) => `${english(count)} ignored`,
  unreadCount: (count) => (count === 1 ? "1 place could not be read" : `${english(count)} places could not be read`),
  characters: (count) => (count === 1 ? "1 character" : `${english(count)} characters`),
  findingCount: (count) => (count === 1 ? "1 finding" : `${english(count)} findings`),
  segmentCount: (count) => (count === 1 ? "1 segment" : `${english(count)} segments`),
  more: (count) => `and ${english(count)} more`,
  code: (kind) => EN_CODES[kind],
};

const EN_CODES: Readonly<Record<CodeKind, string>> = {
  open: "code, opens",
  close: "code, closes",
  alone: "code",
  "isolated-open": "code, opens here and closes in another segment",
  "isolated-close": "code, closes what another segment opened",
};

const FR: Omit<HtmlWording, "number" | "language" | "instant"> = {
  lang: "fr",
  title: "Contrôle de traduction",
  skip: "Aller aux constats",
  file: "Fichier",
  files: "Fichiers",
  allFiles: "Tous les fichiers",
  languages: "Langues",
  checkedAt: "Contrôlé le",
  glossaries: "Glossaires",
  none: "aucun",
  summary: "Synthèse",
  bySeverity: "Constats par gravité",
  byCategory: "Constats par catégorie",
  category: "Catégorie",
  count: "Constats",
  share: "Répartition par gravité",
  filters: "N’afficher que",
  severity: "Gravité",
  search: "Rechercher",
  searchHint: "dans les textes, les messages et les notions",
  reset: "Tout afficher",
  shown: "{shown} constats affichés sur {all}",
  nothingShown: "Aucun constat de ce genre.",
  findings: "Constats",
  findingsCaption: "Constats dans l’ordre des segments\u202F; l’endroit visé est surligné dans le texte.",
  nothingFound: "Rien à signaler\u00A0: aucun contrôle n’a rien trouvé à revoir.",
  segment: "Segment",
  finding: "Constat",
  source: "Source",
  target: "Traduction",
  emptyText: "(vide)",
  line: "ligne",
  concept: "Notion",
  suggestions: "Suggestion",
  places: "Aussi au segment",
  why: "Pourquoi\u202F?",
  rule: "Règle",
  designation: "Désignation",
  lookedFor: "Cherché",
  nearMisses: "Non retenu",
  findingId: "Identifiant du constat",
  ignored: "Écarté",
  unread: "Non lu",
  ignoredCount: (count) => (count < 2 ? `${count} écarté` : `${french(count)} écartés`),
  unreadCount: (count) =>
    count < 2 ? `${count} endroit n’a pu être lu` : `${french(count)} endroits n’ont pu être lus`,
  characters: (count) => (count < 2 ? `${count} caractère` : `${french(count)} caractères`),
  findingCount: (count) => (count < 2 ? `${count} constat` : `${french(count)} constats`),
  segmentCount: (count) => (count < 2 ? `${count} segment` : `${french(count)} segments`),
  more: (count) => (count < 2 ? `et ${count} autre` : `et ${french(count)} autres`),
  code: (kind) => FR_CODES[kind],
};

const FR_CODES: Readonly<Record<CodeKind, string>> = {
  open: "balise ouvrante",
  close: "balise fermante",
  alone: "balise",
  "isolated-open": "balise ouvrante, fermée dans un autre segment",
  "isolated-close": "balise fermante, ouverte dans un autre segment",
};

const LOCALES: Readonly<Record<MessageLanguage, string>> = { en: "en-GB", fr: "fr-FR" };
const english = (count: number): string => count.toLocaleString(LOCALES.en);
const french = (count: number): string => count.toLocaleString(LOCALES.fr);

/** The page's wording in a language. */
export function htmlWording(lang: MessageLanguage): HtmlWording {
  const locale = LOCALES[lang];
  const names = new Intl.DisplayNames(locale, { type: "language" });
  const instants = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone: "UTC" });
  return {
    ...(lang === "fr" ? FR : EN),
    number: lang === "fr" ? french : english,
    language: (tag) => languageName(tag, names),
    instant: (iso) => {
      const instant = new Date(iso);
      return Number.isNaN(instant.getTime()) ? iso : `${instants.format(instant)} UTC`;
    },
  };
}

/** Names are known of languages with script and region (UTS 35 section 3.2), and asked for no other tags. */
function languageName(tag: LanguageTag, names: Intl.DisplayNames): string {
  return /^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?$/.test(tag) ? (names.of(tag) ?? tag) : tag;
}
