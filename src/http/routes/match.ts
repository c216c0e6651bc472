import { z } from "zod";
import type { FoundMatch } from "../../workspace/found-match.js";
import { Refusal } from "../../refusal.js";
import { DEFAULT_LIMIT } from "../../workspace/match-request.js";
import type { Workspace } from "../../workspace/workspace.js";
import { idField, languageField, textField, unstemmedMembers, unstemmedOf } from "../fields.js";
import { MAX_IDS, MAX_MATCHES_ASKED, MAX_MATCH_SEGMENTS, MAX_NOTE_LENGTH } from "../limits.js";
import { present } from "../present.js";
import { route, type Route } from "../route.js";
import { filled, segmentIn, segmentJson, segmentMembers, segmentOut } from "../segment-json.js";

const neighbour = textField({ min: 0, max: MAX_NOTE_LENGTH }).nullable().exactOptional();

const askedSegment = z
  .union([
    z.string(),
    z.strictObject({
      ...segmentMembers,
      before: neighbour.meta({ description: "The source text before it; null at the document's start." }),
      after: neighbour.meta({ description: "The source text after it; null at the document's end." }),
    }),
  ])
  .meta({ id: "AskedSegment", description: "A text to look up, with its neighbours where they are known." })
  .transform((asked, ctx) => {
    const neighbours = typeof asked === "string" ? {} : present(asked, "before", "after");
    return { segment: filled(segmentIn(asked, ctx), ctx), ...neighbours };
  });

export const matchInput = z
  .strictObject({
    sourceLang: languageField,
    targetLang: languageField,
    segments: z.array(askedSegment).min(1).max(MAX_MATCH_SEGMENTS),
    minScore: z.int().min(1).max(101).exactOptional().meta({ description: "70 where absent." }),
    limit: z.int().min(1).max(1_000).exactOptional().meta({ description: "Matches of each segment; 5 where absent." }),
    memories: z.array(idField).max(MAX_IDS).exactOptional().meta({ description: "All where absent." }),
    fragments: z
      .boolean()
      .exactOptional()
      .meta({
        description:
          "Whether, where no whole segment reaches the score, units are wanted that hold the longest runs of the text's words: " +
          "of its first 200 words and numbers, and of runs with two at least that are no function words.",
      }),
  })
  .meta({ id: "MatchInput" });

const percent = z.int().min(0).max(100);
const range = z
  .strictObject({ start: z.int(), end: z.int() })
  .meta({ id: "Range", description: "UTF-16 code units of the text, `end` exclusive." });

export const matchJson = z
  .strictObject({
    score: z.int().min(0).max(101),
    kind: z.enum(["context", "exact", "fuzzy", "fragment"]),
    source: segmentJson,
    target: segmentJson,
    sourceLang: z.string(),
    targetLang: z.string(),
    memory: z.string(),
    unit: z.string(),
    words: percent.meta({ description: "Stems in common." }),
    tokens: percent.meta({ description: "Similarity by tokens." }),
    characters: percent.meta({ description: "Similarity by characters." }),
    penalties: z.array(
      z.strictObject({
        reason: z.enum(["memory", "codes", "region", "machine", "unofficial"]),
        points: z.int(),
      }),
    ),
    edits: z.array(
      z.strictObject({
        op: z.enum(["keep", "insert", "delete", "replace"]),
        query: range.exactOptional(),
        match: range.exactOptional(),
      }),
    ),
    fragment: z
      .strictObject({ query: range, match: range, words: z.int() })
      .exactOptional()
      .meta({
        description:
          "Of a fragment: where the run stands in the text and in `source`, and how many words and numbers it has. The score " +
          "is that of the whole segments. The longest run comes first, those that overlap a longer one last, and of one " +
          "run the three units written last.",
      }),
    adapted: z
      .strictObject({
        target: segmentJson,
        changes: z.array(
          z.strictObject({
            kind: z.enum(["number", "date", "time", "placeholder", "term", "code"]),
            start: z.int(),
            end: z.int(),
            from: z.string().meta({ description: "What stood in `target`; of a code, its markup or id." }),
            to: z.string().meta({ description: "What stands from `start` to `end`; empty where a code is gone." }),
            query: range.exactOptional(),
          }),
        ),
      })
      .exactOptional()
      .meta({
        description:
          "The target put right, where query and match differ in values alone and it is certain which stand for which; " +
          "offsets of the changes are into its own text. Of the ten best matches of a segment.",
      }),
    occurrences: z.int().meta({ description: "Units of the memory that say the same in both languages." }),
  })
  .meta({ id: "Match" });

export const matchAnswer = z.strictObject({
  results: z
    .array(z.strictObject({ matches: z.array(matchJson) }))
    .meta({ description: "In the order of the segments." }),
  ...unstemmedMembers,
});

/** Look-ups in the memories. */
export function matchRoutes(workspace: Workspace): Route[] {
  return [
    route({
      method: "post",
      path: "/v1/match",
      summary: "The best matches of one or more texts",
      body: matchInput,
      answer: matchAnswer,
      handle: async ({ body }) => {
        refuseTooMany(body.segments.length, body.limit);
        const found = await workspace.match(body);
        const results = found.map(({ matches }) => ({ matches: matches.map(matchOut) }));
        return { json: { results, ...unstemmedOf(body.sourceLang, body.targetLang) } };
      },
    }),
  ];
}

function refuseTooMany(segments: number, limit = DEFAULT_LIMIT): void {
  if (segments * limit <= MAX_MATCHES_ASKED) return;
  const message = `${segments} segments with up to ${limit} matches each are more than ${MAX_MATCHES_ASKED} together; ask for fewer at once`;
  throw new Refusal("invalid", message, { path: "$.limit" });
}

function matchOut({ score, kind, source, target, adapted, ...rest }: FoundMatch) {
  const found = { score, kind, source: segmentOut(source), target: segmentOut(target), ...rest };
  return adapted === undefined ? found : { ...found, adapted: { ...adapted, target: segmentOut(adapted.target) } };
}
