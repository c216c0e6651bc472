import type { IncomingMessage } from "node:http";
import { z } from "zod";
import type { MessageLanguage } from "../../finding.js";
import type { FileReport } from "../../workspace/file-check.js";
import type { Workspace } from "../../workspace/workspace.js";
import type { CheckCounts, ReportKind } from "../../workspace/check-worker.js";
import { idField, languageField, listParameter, textField } from "../fields.js";
import { MESSAGE_LANGUAGES, preferredLanguage } from "../language-choice.js";
import { MAX_FILE_NAME_LENGTH } from "../limits.js";
import { categoryField } from "../review-fields.js";
import { route, type FileReply, type Reply, type Route } from "../route.js";
import { takeUpload } from "../upload.js";

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

const ENDINGS: Readonly<Record<ReportKind, string>> = {
  json: "findings.json",
  html: "findings.html",
  csv: "findings.csv",
  sarif: "sarif",
  junit: "junit.xml",
  xliff: "xlf",
};

const flagParameter = z.enum(["true", "false"]).transform((value) => value === "true");

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
      handle: ({ query: { name: named, report, ...query }, request }) => {
        const asked = { ...query, ...wanted(request, report), version };
        return takeUpload(request, async ({ body, fileName }) => {
          const name = named ?? fileName ?? "file";
          return replyOf(name, asked.messages, await workspace.checkFile(body, { ...asked, name }));
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
      handle: async ({ params: { id }, query: { report, ...query }, request }) => {
        const asked = { ...query, ...wanted(request, report), version };
        return replyOf(id, asked.messages, await workspace.checkMemory(id, asked));
      },
    }),
  ];
}

/** The report and the language that a request asks for. */
function wanted(request: IncomingMessage, named?: ReportKind): { report: ReportKind; messages: MessageLanguage } {
  const messages = preferredLanguage(request.headers["accept-language"], MESSAGE_LANGUAGES);
  return { report: named ?? acceptedReport(request.headers.accept ?? ""), messages };
}

function replyOf(name: string, messages: MessageLanguage, { kind, content, counts }: FileReport): Reply<never> {
  const headers = {
    "Content-Language": messages,
    Vary: "Accept, Accept-Language",
    "Entente-Checked": countsText(counts),
  };
  return { file: fileOf(name, kind, content), headers };
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

/** What was checked and found as a structured field (RFC 9651), for those whose report is not theirs to read. */
function countsText({ segments, bySeverity, problems }: CheckCounts): string {
  const { minor, major, critical } = bySeverity;
  return `segments=${segments}, minor=${minor}, major=${major}, critical=${critical}, problems=${problems}`;
}

function fileOf(name: string, kind: ReportKind, content: string | Uint8Array): FileReply {
  const [contentType = "application/json"] = MEDIA_TYPES.find(([, report]) => report === kind) ?? [];
  const plain = name.split(/[\\/]/).at(-1) ?? name;
  const fileName = kind === "xliff" ? plain : `${plain}.${ENDINGS[kind]}`;
  return typeof content === "string"
    ? { contentType, fileName, chunks: [content] }
    : { contentType, fileName, bytes: content };
}
