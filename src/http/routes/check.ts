import type { IncomingMessage } from "node:http";
import { z } from "zod";
import type { Category, Finding, MessageLanguage, Severity } from "../../finding.js";
import type { Workspace } from "../../workspace/workspace.js";
import { idField, languageField } from "../fields.js";
import { preferredLanguage } from "../language-choice.js";
import { MAX_CHECK_SEGMENTS, MAX_IDS } from "../limits.js";
import { route, type Route } from "../route.js";
import { anySegmentField } from "../segment-json.js";

const CATEGORIES = [
  "term-missing",
  "term-forbidden",
  "acronym-wrong",
  "term-inconsistent",
  "segment-inconsistent-target",
  "segment-inconsistent-source",
  "number-mismatch",
  "number-format",
  "code-mismatch",
  "untranslated",
  "typography",
] as const satisfies Category[];

const SEVERITIES = ["minor", "major", "critical"] as const satisfies Severity[];

/** The languages that messages are worded in, the one for everybody else first. */
const MESSAGE_LANGUAGES = ["en", "fr"] as const satisfies MessageLanguage[];

const checkInput = z
  .strictObject({
    sourceLang: languageField,
    targetLang: languageField,
    segments: z
      .array(
        z.strictObject({
          id: idField.exactOptional().meta({ description: "The caller's own; findings name segments by index." }),
          source: anySegmentField,
          target: anySegmentField,
        }),
      )
      .min(1)
      .max(MAX_CHECK_SEGMENTS)
      .meta({ description: "A document in its order. A target may be empty: that is a finding." }),
    glossaries: z.array(idField).max(MAX_IDS).exactOptional().meta({ description: "All where absent." }),
    checks: z.array(z.enum(CATEGORIES)).exactOptional().meta({ description: "All where absent." }),
  })
  .meta({ id: "CheckInput" });

const span = z
  .strictObject({ start: z.int(), end: z.int(), text: z.string() })
  .meta({ id: "Span", description: "A stretch of a text: UTF-16 code units, `end` exclusive." });

const findingJson = z
  .strictObject({
    id: z.string().meta({ description: "The same for the same fault in the same texts." }),
    category: z.enum(CATEGORIES),
    mqm: z.string().meta({ description: "Dimension and type of the Multidimensional Quality Metrics." }),
    severity: z.enum(SEVERITIES),
    segment: z.int().meta({ description: "The index in the request." }),
    message: z.string(),
    concept: z.string().exactOptional(),
    source: span.exactOptional(),
    target: span.exactOptional(),
    suggestions: z.array(z.string()),
    members: z
      .array(z.strictObject({ segment: z.int(), side: z.enum(["source", "target"]), start: z.int(), end: z.int() }))
      .exactOptional(),
  })
  .meta({ id: "Finding", description: "Something that a reviewer should look at." });

const counts = z.record(z.string(), z.int());

const checkAnswer = z.strictObject({
  findings: z.array(findingJson),
  summary: z.strictObject({
    segments: z.int(),
    findings: z.int(),
    byCategory: counts.meta({ description: "Categories without a finding are left out." }),
    bySeverity: z.strictObject({ minor: z.int(), major: z.int(), critical: z.int() }),
  }),
});

/** What a reviewer should look at in a translation. */
export function checkRoutes(workspace: Workspace): Route[] {
  return [
    route({
      method: "post",
      path: "/v1/check",
      summary: "Checks a translation",
      description: "Messages are in English or French, by Accept-Language.",
      body: checkInput,
      answer: checkAnswer,
      handle: ({ body, request }) => {
        const messages = languageOf(request);
        const findings = workspace.check({ ...body, messages });
        const headers = { "Content-Language": messages, Vary: "Accept-Language" };
        return { json: { findings, summary: summaryOf(findings, body.segments.length) }, headers };
      },
    }),
  ];
}

function languageOf(request: IncomingMessage): MessageLanguage {
  return preferredLanguage(request.headers["accept-language"], MESSAGE_LANGUAGES);
}

function summaryOf(findings: readonly Finding[], segments: number) {
  const byCategory: Record<string, number> = {};
  const bySeverity = { minor: 0, major: 0, critical: 0 };
  for (const { category, severity } of findings) {
    byCategory[category] = (byCategory[category] ?? 0) + 1;
    bySeverity[severity]++;
  }
  return { segments, findings: findings.length, byCategory, bySeverity };
}
