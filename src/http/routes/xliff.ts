import { z } from "zod";
import { BANDS } from "../../formats/xliff-analysis.js";
import type { Workspace } from "../../workspace/workspace.js";
import { fieldOf } from "../../workspace/count-field.js";
import { totalOf, type MadeXliff, type XliffRequest } from "../../workspace/xliff-desk.js";
import { countParameter, idField, languageField, listParameter, textField } from "../fields.js";
import { MAX_FILE_NAME_LENGTH } from "../limits.js";
import { accepted, prefersAsync } from "../preference.js";
import { route, type Reply, type Route } from "../route.js";
import { takeUpload } from "../upload.js";
import { jobAnswer } from "./jobs.js";

const fileMembers = {
  sourceLang: languageField.exactOptional().meta({ description: "Where the file does not name it." }),
  targetLang: languageField.exactOptional().meta({ description: "Where the file does not name it." }),
  memories: listParameter(idField).exactOptional().meta({ description: "Ids with commas between them; else all." }),
};

const nameMember = {
  name: textField({ max: MAX_FILE_NAME_LENGTH }).exactOptional().meta({ description: "The file's name." }),
};

const pretranslateQuery = z.strictObject({
  ...fileMembers,
  ...nameMember,
  glossaries: listParameter(idField).exactOptional().meta({ description: "Where terms are wanted, whose; else all." }),
  minScore: countParameter(1, 101).exactOptional().meta({ description: "70 where absent." }),
  limit: countParameter(1, 100).exactOptional().meta({ description: "Matches of each segment; 5 where absent." }),
  fill: countParameter(1, 101)
    .exactOptional()
    .meta({ description: "Fills empty targets from matches at or above it; none where absent." }),
  terms: z
    .enum(["glossary", "mrk"])
    .exactOptional()
    .meta({
      description:
        "`glossary`: as `gls:glossary` (2.x); `mrk`: marked in the source, which 1.x always has. Without it and " +
        "`glossaries` there are no terms.",
    }),
});

const analyzeQuery = z.strictObject({ ...fileMembers, ...nameMember });
const stripQuery = z.strictObject(nameMember);

const count = z.int().min(0);
const bandsJson = z
  .strictObject(Object.fromEntries(BANDS.map((band) => [band, z.strictObject({ segments: count, words: count })])))
  .meta({ id: "Bands", description: "Segments and words by the score of the best match; see the README." });

export const analysisJson = z
  .strictObject({
    files: z.array(
      z.strictObject({
        name: z.string().exactOptional().meta({ description: "The `original` of the `file` element, else its id." }),
        bands: bandsJson,
      }),
    ),
    total: bandsJson,
    problems: z.record(z.string(), count).meta({ description: "What is wrong with the file, by rule." }),
  })
  .meta({ id: "Analysis" });

const FILE_TYPES = ["application/xliff+xml", "application/x-xliff+xml"];

/** Whole XLIFF files: matches and terms put in, taken out again, and how much there is to translate. */
export function xliffRoutes(workspace: Workspace): Route[] {
  return [pretranslateRoute(workspace), stripRoute(workspace), analyzeRoute(workspace)];
}

function pretranslateRoute(workspace: Workspace): Route {
  return route({
    method: "post",
    path: "/v1/pretranslate",
    summary: "Puts matches into an XLIFF file",
    description:
      "The answer is the same file with `alt-trans` (1.x) or `mtc:matches` (2.x) for its segments, every other byte " +
      "unchanged; a target that is translated or locked never changes. What an earlier run put in is replaced. " +
      "`Entente-Pretranslated` counts what was done, `Entente-Problems` what is wrong with the file, by rule.",
    query: pretranslateQuery,
    upload: true,
    fileTypes: FILE_TYPES,
    later: jobAnswer,
    handle: ({ query: { name: named, ...query }, request }) =>
      takeUpload(request, async ({ body, fileName }) => {
        const asked = { ...query, name: named ?? fileName ?? "file.xlf" };
        const { xliff, jobDesk } = workspace;
        if (prefersAsync(request)) return accepted(await xliff.startPretranslation(jobDesk, body, asked));
        return fileReply(await xliff.pretranslate(body, asked));
      }),
  });
}

function stripRoute(workspace: Workspace): Route {
  return route({
    method: "post",
    path: "/v1/strip",
    summary: "Takes out of an XLIFF file what Entente has put in",
    description:
      "Matches, terms and notes of checks, and the targets that were filled and that nobody has touched since: the file " +
      "as it was, byte for byte.",
    query: stripQuery,
    upload: true,
    fileTypes: FILE_TYPES,
    handle: ({ query, request }) =>
      takeUpload(request, async ({ body, fileName }) =>
        fileReply(await workspace.xliff.strip(body, { name: query.name ?? fileName ?? "file.xlf" })),
      ),
  });
}

function analyzeRoute(workspace: Workspace): Route {
  return route({
    method: "post",
    path: "/v1/analyze",
    summary: "Counts the words of an XLIFF file by how much of them the memories have",
    query: analyzeQuery,
    upload: true,
    answer: analysisJson,
    later: jobAnswer,
    handle: ({ query: { name: named, ...query }, request }) =>
      takeUpload(request, async ({ body, fileName }): Promise<Reply<never>> => {
        const asked: XliffRequest = { ...query, name: named ?? fileName ?? "file.xlf" };
        const { xliff, jobDesk } = workspace;
        if (prefersAsync(request)) return accepted(await xliff.startAnalysis(jobDesk, body, asked));
        const analysis = await xliff.analyze(body, asked);
        const { problems } = analysis;
        const headers = Object.keys(problems).length === 0 ? {} : { "Entente-Problems": fieldOf(problems) };
        return { json: { ...analysis, total: totalOf(analysis) } as never, headers };
      }),
  });
}

function fileReply({ content, contentType, fileName, notes = {} }: MadeXliff): Reply<never> {
  return { file: { contentType, fileName, bytes: content }, headers: { ...notes } };
}
