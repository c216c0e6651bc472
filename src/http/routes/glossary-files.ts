import { z } from "zod";
import type { Workspace } from "../../workspace/workspace.js";
import { BREACHES_MEMBER, breachesJson, problemsHeader } from "../breaches-json.js";
import { etagOf } from "../etags.js";
import { columnsParameter, flagParameter, languageField, textField } from "../fields.js";
import { MAX_FILE_NAME_LENGTH } from "../limits.js";
import { lossReportJson } from "../loss-json.js";
import { problemOfFileJson } from "./jobs.js";
import { route, type Route } from "../route.js";
import { takeUpload } from "../upload.js";

const importQuery = z.strictObject({
  dryRun: flagParameter.exactOptional().meta({ description: "Whether only the report is wanted." }),
  onSame: z
    .enum(["merge", "replace", "skip"])
    .exactOptional()
    .meta({
      description:
        "For a concept that the glossary has: `merge`, the usual, keeps what the file does not speak of; `replace` makes it " +
        "what the file says; `skip` leaves it alone.",
    }),
  sourceLang: languageField.exactOptional().meta({ description: "For a table whose columns name no languages." }),
  targetLang: languageField.exactOptional().meta({ description: "The same." }),
  columns: columnsParameter,
  name: textField({ max: MAX_FILE_NAME_LENGTH })
    .exactOptional()
    .meta({ description: "The file's name: its ending tells tables apart." }),
});

const count = z.int();
export const importJson = z
  .strictObject({
    read: count,
    added: count,
    updated: count,
    unchanged: count,
    skipped: count.meta({ description: "Left alone as asked, or entries that could not be read." }),
    dryRun: z.boolean(),
    problems: z.array(problemOfFileJson).meta({ description: "The first thousand." }),
    problemCount: count,
    breaches: breachesJson.nullable().exactOptional().meta({ description: BREACHES_MEMBER }),
  })
  .meta({ id: "GlossaryImport", description: "What became of the concepts of a file." });

const formatField = z.enum(["tbx", "tbx2", "csv", "tsv", "json"]).meta({
  description:
    "`tbx`: version 3, ISO 30042:2019; `tbx2`: version 2, which OmegaT and older tools read; `csv`: a row to a term; " +
    "`tsv`: OmegaT's three columns; `json`: as in the folder `glossary/`.",
});

const exportQuery = z.strictObject({
  format: formatField,
  sourceLang: languageField.exactOptional().meta({ description: "Of `tsv`; the glossary's first where absent." }),
  targetLang: languageField.exactOptional().meta({ description: "Of `tsv`; the next other one where absent." }),
  bom: flagParameter.exactOptional().meta({ description: "Whether a table begins with the mark that Excel needs." }),
});

const params = { id: "The glossary's id." };

/** Glossary files in and out. `version` is the release's: another one may write files otherwise. */
export function glossaryFileRoutes(workspace: Workspace, version: string): Route[] {
  const exchange = workspace.glossaryExchange;
  return [
    route({
      method: "post",
      path: "/v1/glossaries/{id}/import",
      summary: "Reads a file into a glossary",
      description:
        "TBX 2 and 3, CSV, TSV, or a glossary of our own in JSON, told by the content. A concept of the file is one of the " +
        "glossary's by its id, else by its terms in two languages. All of it is written at once, or nothing. " +
        "`Entente-Problems` counts by rule what the file breaks of its format.",
      params,
      query: importQuery,
      upload: true,
      answer: importJson,
      handle: async ({ params: { id }, query, request }) => {
        workspace.glossary(id);
        const done = await takeUpload(request, ({ body, fileName }) =>
          exchange.import(id, body, { ...(fileName === undefined ? {} : { name: fileName }), ...query }),
        );
        return { json: done, headers: problemsHeader(done.breaches) };
      },
    }),
    route({
      method: "get",
      path: "/v1/glossaries/{id}/export",
      summary: "A whole glossary as a file",
      params,
      query: exportQuery,
      fileTypes: ["application/x-tbx+xml", "text/csv", "text/tab-separated-values", "application/json"],
      revalidates: true,
      handle: ({ params: { id }, query: { format, bom, ...languages } }) => {
        const asked = { ...languages, ...(bom === undefined ? {} : { byteOrderMark: bom }), toolVersion: version };
        const tag = [format, bom, languages.sourceLang, languages.targetLang, workspace.glossaryVersion(id), version];
        return { file: exchange.export(id, format, asked), etag: etagOf(tag.join(",")) };
      },
    }),
    route({
      method: "get",
      path: "/v1/glossaries/{id}/loss",
      summary: "What an export of a glossary would not hold",
      params,
      query: exportQuery.omit({ bom: true }),
      answer: lossReportJson,
      handle: ({ params: { id }, query: { format, ...languages } }) => ({
        json: exchange.loss(id, format, languages),
      }),
    }),
  ];
}
