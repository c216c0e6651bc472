import type { IncomingMessage } from "node:http";
import { z } from "zod";
import type { Finding, MessageLanguage } from "../../finding.js";
import type { Workspace } from "../../workspace/workspace.js";
import { idField, instantField, languageField, unstemmedMembers, unstemmedOf } from "../fields.js";
import { MESSAGE_LANGUAGES, preferredLanguage } from "../language-choice.js";
import { MAX_CHECK_SEGMENTS, MAX_IDS } from "../limits.js";
import { categoryField, profileMembers, severityField } from "../review-fields.js";
import { route, type Route } from "../route.js";
import { anySegmentField } from "../segment-json.js";

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
    ...profileMembers,
    profile: idField.exactOptional().meta({
      description:
        "The name of a profile: what it says holds where the request says nothing, severities category by category.",
    }),
    againstMemories: z.array(idField).min(1).max(MAX_IDS).exactOptional().meta({
      description: "Memories whose exact matches the translation must not contradict; none where absent.",
    }),
    explain: z.boolean().exactOptional().meta({ description: "Whether each finding is to say why it is one." }),
    showIgnored: z.boolean().exactOptional().meta({
      description: "Whether ignored findings are answered too, with the reason; the summary only counts them.",
    }),
  })
  .meta({ id: "CheckInput" });

const span = z
  .strictObject({ start: z.int(), end: z.int(), text: z.string() })
  .meta({ id: "Span", description: "A stretch of a text: UTF-16 code units, `end` exclusive." });

const explanationJson = z
  .strictObject({
    rule: z.string(),
    designation: z.string().exactOptional().meta({ description: "The designation found, as its glossary has it." }),
    lookedFor: z.array(z.string()).meta({ description: "What would have been right in the target, best first." }),
    nearMisses: z
      .array(z.strictObject({ start: z.int(), end: z.int(), text: z.string(), why: z.string() }))
      .meta({ description: "Places in the target that were considered, and why each did not count." }),
  })
  .meta({ id: "Explanation", description: "Why a check spoke." });

export const findingJson = z
  .strictObject({
    id: z.string().meta({ description: "The same for the same fault in the same texts." }),
    category: categoryField,
    mqm: z.string().meta({ description: "Dimension and type of the Multidimensional Quality Metrics." }),
    severity: severityField,
    segment: z.int().meta({ description: "The index in the request." }),
    message: z.string(),
    concept: z.string().exactOptional(),
    source: span.exactOptional(),
    target: span.exactOptional(),
    suggestions: z.array(z.string()),
    members: z
      .array(z.strictObject({ segment: z.int(), side: z.enum(["source", "target"]), start: z.int(), end: z.int() }))
      .exactOptional(),
    explanation: explanationJson.exactOptional(),
    ignored: z
      .strictObject({ reason: z.string(), by: z.string(), at: instantField })
      .exactOptional()
      .meta({ description: "Only where `showIgnored` asks for it." }),
  })
  .meta({ id: "Finding", description: "Something that a reviewer should look at." });

const counts = z.record(z.string(), z.int());

export const checkAnswer = z.strictObject({
  findings: z.array(findingJson),
  summary: z.strictObject({
    segments: z.int(),
    findings: z.int().meta({ description: "Those that are not ignored, as in all counts but `ignored`." }),
    ignored: z.int().meta({ description: "Findings of this document that a reviewer ignores." }),
    byCategory: counts.meta({ description: "Categories without a finding are left out." }),
    bySeverity: z.strictObject({ minor: z.int(), major: z.int(), critical: z.int() }),
  }),
  ...unstemmedMembers,
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
      handle: async ({ body: { showIgnored = false, ...body }, request }) => {
        const messages = languageOf(request);
        const asked = await workspace.review.withProfile(body);
        const all = workspace.check({ ...asked, showIgnored: true, messages });
        const findings = showIgnored ? all : all.filter(({ ignored }) => ignored === undefined);
        const headers = { "Content-Language": messages, Vary: "Accept-Language" };
        const unstemmed = unstemmedOf(body.sourceLang, body.targetLang);
        return { json: { findings, summary: summaryOf(all, body.segments.length), ...unstemmed }, headers };
      },
    }),
  ];
}

function languageOf(request: IncomingMessage): MessageLanguage {
  return preferredLanguage(request.headers["accept-language"], MESSAGE_LANGUAGES);
}

function summaryOf(all: readonly Finding[], segments: number) {
  const byCategory: Record<string, number> = {};
  const bySeverity = { minor: 0, major: 0, critical: 0 };
  const findings = all.filter(({ ignored }) => ignored === undefined);
  for (const { category, severity } of findings) {
    byCategory[category] = (byCategory[category] ?? 0) + 1;
    bySeverity[severity]++;
  }
  return { segments, findings: findings.length, ignored: all.length - findings.length, byCategory, bySeverity };
}
