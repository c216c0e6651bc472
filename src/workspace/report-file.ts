import type { CheckCounts, ReportKind } from "./check-worker.js";
import type { FileReport } from "./file-check.js";
import type { MadeFile } from "./file-jobs.js";
import type { MessageLanguage } from "../finding.js";
import type { LanguageTag } from "../language.js";
import type { Profile } from "../profile.js";

/** How a file or a memory is to be checked, and what is to be written on it. */
export interface ReportRequest extends Profile {
  /** The name of a profile. */
  readonly profile?: string;
  /** Where the file does not name them; a memory's own where absent. */
  readonly sourceLang?: LanguageTag;
  readonly targetLang?: LanguageTag;
  readonly explain?: boolean;
  readonly showIgnored?: boolean;
  readonly report: ReportKind;
  readonly messages: MessageLanguage;
  /** The release, for reports that name their tool. */
  readonly version: string;
}

export interface FileCheckRequest extends ReportRequest {
  /** The file's name, as it stands in the report; its ending tells tables apart. */
  readonly name: string;
}

export interface MemoryCheckRequest extends ReportRequest {
  /** The memory's id. */
  readonly memory: string;
}

/** The media type of each report, and how the name of its file ends. */
const FILES: Readonly<Record<ReportKind, { readonly contentType: string; readonly ending: string }>> = {
  json: { contentType: "application/json", ending: "findings.json" },
  html: { contentType: "text/html", ending: "findings.html" },
  csv: { contentType: "text/csv", ending: "findings.csv" },
  sarif: { contentType: "application/sarif+json", ending: "sarif" },
  junit: { contentType: "application/junit+xml", ending: "junit.xml" },
  xliff: { contentType: "application/xliff+xml", ending: "xlf" },
};

/** A report as a file whose content is at hand. */
export interface CheckReport extends MadeFile {
  readonly content: string | Uint8Array;
}

/** A report as a file: named after what was checked, and with what it comes to for those whose report is not theirs to read. */
export function reportFile(
  name: string,
  messages: MessageLanguage,
  { kind, content, counts }: FileReport,
): CheckReport {
  const { contentType, ending } = FILES[kind];
  const plain = name.split(/[\\/]/).at(-1) ?? name;
  const fileName = kind === "xliff" ? plain : `${plain}.${ending}`;
  const notes = { "Content-Language": messages, "Entente-Checked": countsText(counts) };
  return { content, contentType, fileName, notes };
}

/** What was checked and found as a structured field (RFC 9651). */
function countsText({ segments, bySeverity, problems }: CheckCounts): string {
  const { minor, major, critical } = bySeverity;
  return `segments=${segments}, minor=${minor}, major=${major}, critical=${critical}, problems=${problems}`;
}
