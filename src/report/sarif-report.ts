import { CATEGORIES, type Category, type Finding, type MessageLanguage, type Severity } from "../finding.js";
import { checkedFiles, type Checked, type CheckedFile } from "./checked-file.js";
import { CATEGORY_WORDING } from "./wording.js";

/**
 * SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html), for code review and pipelines: one run,
 * a rule for each category, a result for each finding at the place where its pair begins.
 */

const SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/** What stops a release is an error; what is a matter of form is a warning. */
const LEVELS: Readonly<Record<Severity, "error" | "warning">> = { critical: "error", major: "error", minor: "warning" };

/** Out of 100 (section 3.27.25), so that viewers which sort put the gravest first. */
const RANKS: Readonly<Record<Severity, number>> = { critical: 90, major: 60, minor: 20 };

/** Categories whose findings are minor at least as a rule; the others' are errors. */
const MINOR: readonly Category[] = ["term-inconsistent", "segment-inconsistent-target", "number-format", "typography"];

/** Other places of a finding that a result names: code scanning services show no more of them. */
const MAX_RELATED = 100;

export interface SarifOptions {
  /** The language of the rules' descriptions; the findings' messages come as they are. */
  readonly messages: MessageLanguage;
  /** The release of the tool that checked. */
  readonly version?: string;
}

export function sarifReport(checked: Checked, { messages, version }: SarifOptions): string {
  const files = checkedFiles(checked);
  const last = files
    .map(({ checkedAt }) => checkedAt)
    .sort()
    .at(-1);
  const run = {
    tool: { driver: { name: "entente", version, rules: CATEGORIES.map((category) => ruleOf(category, messages)) } },
    language: messages,
    columnKind: "utf16CodeUnits",
    invocations: [{ executionSuccessful: true, endTimeUtc: last }],
    artifacts: files.map((file) => ({ location: { uri: uriOf(file.name) }, roles: ["analysisTarget"] })),
    results: files.flatMap((file, index) => file.findings.map((finding) => resultOf(finding, file, index))),
  };
  return `${JSON.stringify({ $schema: SCHEMA, version: "2.1.0", runs: [run] }, undefined, 2)}\n`;
}

function ruleOf(category: Category, messages: MessageLanguage): object {
  const { name, about } = CATEGORY_WORDING[category];
  return {
    id: category,
    name: name[messages],
    shortDescription: { text: about[messages] },
    defaultConfiguration: { level: MINOR.includes(category) ? "warning" : "error" },
  };
}

function resultOf(finding: Finding, file: CheckedFile, index: number): object {
  const { id, category, mqm, severity, segment, concept, source, target, suggestions, members = [], ignored } = finding;
  const pair = file.segments[segment];
  const related = members.filter((member) => member.segment !== segment);
  return {
    ruleId: category,
    ruleIndex: CATEGORIES.indexOf(category),
    level: LEVELS[severity],
    rank: RANKS[severity],
    message: { text: messageText(finding.message) },
    locations: [locationOf(file, index, segment)],
    relatedLocations:
      related.length === 0
        ? undefined
        : related.slice(0, MAX_RELATED).map((member) => locationOf(file, index, member.segment)),
    fingerprints: { "ententeFinding/v1": id },
    suppressions: ignored && [{ kind: "external", justification: `${ignored.reason} (${ignored.by})` }],
    properties: {
      mqm,
      severity,
      segment,
      segmentId: pair?.id,
      concept,
      source,
      target,
      suggestions: suggestions.length === 0 ? undefined : suggestions,
      places: members.length === 0 ? undefined : members.length,
    },
  };
}

function locationOf(file: CheckedFile, index: number, segment: number): object {
  const pair = file.segments[segment];
  // Section 3.30.5: lines and columns count from 1.
  const region = { startLine: Math.max(1, pair?.line ?? 1), startColumn: Math.max(1, pair?.column ?? 1) };
  return {
    physicalLocation: { artifactLocation: { uri: uriOf(file.name), index }, region },
    logicalLocations: [{ name: pair?.id ?? String(segment + 1), kind: "segment" }],
  };
}

/**
 * A message in which nothing is a placeholder (section 3.11.5: braces are doubled) or a link (3.11.6: a text such as
 * `[here](https://…)`, which a translation may well hold, is parted by a space).
 */
function messageText(text: string): string {
  return text.replace(/[{}]/g, "$&$&").replaceAll("](", "] (");
}

/** A path as a URI reference (RFC 3986): relative as it was, absolute as `file:`. */
function uriOf(path: string): string {
  const parts = path.replaceAll("\\", "/").split("/");
  const [first = ""] = parts;
  const isDrive = /^[A-Za-z]:$/.test(first) && parts.length > 1;
  const encoded = parts.map((part, i) => (i === 0 && isDrive ? part : encodeURIComponent(wellFormed(part)))).join("/");
  if (isDrive) return `file:///${encoded}`;
  if (path.startsWith("/")) return `file://${encoded}`;
  return encoded;
}

/** File names of some systems are no Unicode text, and arrive with lone surrogates. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\uFFFD");
}
