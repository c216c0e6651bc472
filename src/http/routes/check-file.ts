import type { IncomingMessage } from "node:http";
import { z } from "zod";
import type { MessageLanguage } from "../../finding.js";
import type { Workspace } from "../../workspace/workspace.js";
import type { ReportKind } from "../../workspace/check-worker.js";
import type { CheckReport } from "../../workspace/report-file.js";
import { flagParameter, idField, languageField, listParameter, textField } from "../fields.js";
import { MESSAGE_LANGUAGES, preferredLanguage } from "../language-choice.js";
import { MAX_FILE_NAME_LENGTH } from "../limits.js";
import { categoryField } from "../review-fields.js";
import { accepted, prefersAsync } from "../preference.js";
import { route, type Reply, type Route } from "../route.js";
import { takeUpload } from "../upload.js";
import { jobAnswer } from "./jobs.js";

/** The reports by the media type that asks for them, the one for everybody else first. */
const MEDIA_TYPES: readonly (readonly [string, ReportKind])[] = [
  ["application/json", "json"],
  ["text/html", "html"],
  ["text/csv", "csv"],
  ["application/sarif+json", "sarif"],
  ["application/junit+xml", "junit"],
  ["application/xml", "junit"],
  ["text/xml", "junit"],
  ["application/xliff+xml", "xliff"],
  ["application/x-xliff+xml", "xliff"],
];

const REPORTS = ["json", "html", "csv", "sarif", "junit", "xliff"] as const satisfies ReportKind[];

/** What a report is to be about and like, whatever is checked. */
const reportMembers = {
  report: z.enum(REPORTS).exactOptional().meta({ description: "Instead of the header Accept." }),
  profile: idField.exactOptional().meta({ description: "The name of a profile." }),
  checks: listParameter(categoryField).exactOptional().meta({ description: "Categories with commas between them." }),
  glossaries: listParameter(idField).exactOptional().meta({ description: "Ids with commas between them." }),
  subjects: listParameter(idField).exactOptional().meta({ description: "Subjects with commas between them." }),
  acronymsIntroduced: flagParameter.exactOptional(),
  explain: flagParameter.exactOptional(),
  showIgnored: flagParameter.exactOptional(),
};

const checkFileQuery = z.strictObject({
  sourceLang: languageField.exactOptional().meta({ description: "Where the file does not name it." }),
  targetLang: languageField.exactOptional().meta({ description: "Where the file does not name it." }),
  name: textField({ max: MAX_FILE_NAME_LENGTH })
    .exactOptional()
    .meta({ description: "The file's name: it stands in the report, and its ending tells tables apart." }),
  ...reportMembers,
});

const checkMemoryQuery = z.strictObject({
  sourceLang: languageField.exactOptional().meta({ description: "The memory's own where absent." }),
  targetLang: languageField.exactOptional().meta({ description: "The memory's own where absent." }),
  ...reportMembers,
});

/** Whole files and memories checked, with the report that its reader wants. `version` is the release's: reports name it. */
export function checkFileRoutes(workspace: Workspace, version: string): Route[] {
  const fileTypes = [...new Set(MEDIA_TYPES.map(([type]) => type))];
  return [
    route({
      method: "post",
      path: "/v1/check/file",
      summary: "Checks an XLIFF, TMX, CSV or TSV file",
      description:
        "The body is the file. The report is JSON, HTML, CSV, SARIF 2.1 or JUnit by Accept, or the same XLIFF with a note for " +
        "each finding and every other byte unchanged. Messages are in English or French, by Accept-Language.",
      query: checkFileQuery,
      upload: true,
      fileTypes,
      later: jobAnswer,
      handle: ({ query: { name: named, report, ...query }, request }) => {
        const asked = { ...query, ...wanted(request, report), version };
        return takeUpload(request, async ({ body, fileName }) => {
          const name = named ?? fileName ?? "file";
          if (prefersAsync(request)) return accepted(await workspace.startFileCheck(body, { ...asked, name }));
          return replyOf(await workspace.checkFile(body, { ...asked, name }));
        });
      },
    }),
    route({
      method: "post",
      path: "/v1/memories/{id}/check",
      summary: "Checks the units of a memory",
      description: "The report is as for a file; `line` counts the memory's units, and ids are theirs.",
      params: { id: "The memory's id." },
      query: checkMemoryQuery,
      fileTypes,
      later: jobAnswer,
      handle: async ({ params: { id }, query: { report, ...query }, request }) => {
        const asked = { ...query, ...wanted(request, report), version };
        if (prefersAsync(request)) return accepted(await workspace.startMemoryCheck(id, asked));
        return replyOf(await workspace.checkMemory(id, asked));
      },
    }),
  ];
}

/** The report and the language that a request asks for. */
function wanted(request: IncomingMessage, named?: ReportKind): { report: ReportKind; messages: MessageLanguage } {
  const messages = preferredLanguage(request.headers["accept-language"], MESSAGE_LANGUAGES);
  return { report: named ?? acceptedReport(request.headers.accept ?? ""), messages };
}

function replyOf({ content, contentType, fileName, notes = {} }: CheckReport): Reply<never> {
  const file = { contentType, fileName, ...(typeof content === "string" ? { chunks: [content] } : { bytes: content }) };
  return { file, headers: { ...notes, Vary: "Accept, Accept-Language" } };
}

function acceptedReport(accept: string): ReportKind {
  const named = accept
    .toLowerCase()
    .split(",")
    .map((range) => range.split(";", 1)[0]?.trim());
  for (const type of named) {
    const known = MEDIA_TYPES.find(([mediaType]) => mediaType === type);
    if (known !== undefined) return known[1];
  }
  return "json";
}
