import type { Finding } from "../../src/finding.js";
import { languageTag, type LanguageTag } from "../../src/language.js";
import type { CheckedFile, CheckedPair } from "../../src/report/checked-file.js";
import { plainSegment } from "../../src/segment.js";

/** Checked files for the tests of reports. */

const tag = (text: string): LanguageTag => languageTag(text) as LanguageTag;

export function pair(source: string, target: string, place: Partial<CheckedPair> = {}): CheckedPair {
  return { source: plainSegment(source), target: plainSegment(target), line: 3, column: 5, ...place };
}

export function finding(change: Partial<Finding> = {}): Finding {
  return {
    id: "0123456789abcdef",
    category: "term-missing",
    mqm: "Terminology / Inconsistent with terminology resource",
    severity: "major",
    segment: 0,
    message: "“OTAN” has no approved equivalent.",
    suggestions: [],
    ...change,
  };
}

export function checkedFile(change: Partial<CheckedFile> = {}): CheckedFile {
  return {
    name: "work.tmx",
    sourceLang: tag("fr"),
    targetLang: tag("en"),
    segments: [pair("L’OTAN agit.", "It acts.")],
    findings: [],
    checkedAt: "2026-05-28T14:30:00Z",
    glossaries: ["official"],
    ...change,
  };
}

/** What hostile files hold: markup, quotes, the end of a CDATA section, a formula, a turned text, a link, placeholders. */
export const HOSTILE = `<script>alert("1")</script> ' & ]]> <!-- \u202Etxt\u202C {0} [x](https://example.org) 😀`;
