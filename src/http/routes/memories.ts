import { z } from "zod";
import type { Memory } from "../../unit.js";
import type { Workspace } from "../../workspace/workspace.js";
import { etagOf, requireMatch } from "../etags.js";
import {
  columnsParameter,
  flagParameter,
  idField,
  instantField,
  languageField,
  listOf,
  listParameter,
  nameField,
  pageQuery,
  textField,
} from "../fields.js";
import { MAX_FILE_NAME_LENGTH } from "../limits.js";
import { lossReportJson } from "../loss-json.js";
import { pageOf } from "../page.js";
import { route, type Reply, type Route } from "../route.js";
import { takeUpload } from "../upload.js";
import { jobAnswer } from "./jobs.js";

export const memoryJson = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    sourceLang: z.string(),
    targetLang: z.string(),
    penalty: z.int().meta({ description: "Points taken off each of its matches." }),
    readOnly: z.boolean(),
    file: z.string().exactOptional().meta({ description: "The file under `tm/` that it follows." }),
    units: z.int(),
    modified: instantField.meta({ description: "When it or a unit of it last changed." }),
  })
  .meta({ id: "Memory", description: "A named set of units. Its ETag stands for its settings, not for its units." });

const penaltyField = z.int().min(0).max(100);

const memoryInput = z
  .strictObject({
    name: nameField,
    sourceLang: languageField,
    targetLang: languageField,
    penalty: penaltyField.exactOptional(),
  })
  .meta({ id: "MemoryInput" });

const memoryChange = z
  .strictObject({
    name: nameField.exactOptional(),
    penalty: penaltyField.exactOptional(),
    readOnly: z.boolean().exactOptional(),
  })
  .refine((change) => Object.keys(change).length > 0, "nothing is to be changed; give name, penalty or readOnly")
  .meta({ id: "MemoryChange" });

/** `all`, or a list of words. */
const statesParameter = listParameter(idField).transform((states) => (states.includes("all") ? "all" : states));

const importQuery = z.strictObject({
  onSame: z.enum(["newer", "keep-both", "replace", "skip"]).exactOptional().meta({
    description: "For a source that the memory translates otherwise already; where absent the newer translation stays.",
  }),
  states: statesParameter.exactOptional().meta({
    description:
      "Which translations of an XLIFF file are wanted: `all`, or the file's own words with commas between them, `approved` " +
      "and `none` (for segments without a state) among them. Where absent, those that somebody answers for.",
  }),
  dryRun: flagParameter.exactOptional().meta({
    description: "`true`: nothing is written; the job counts what would be, and names the problems.",
  }),
  columns: columnsParameter,
  name: textField({ max: MAX_FILE_NAME_LENGTH })
    .exactOptional()
    .meta({ description: "The file's name, for people; its ending tells tables (.csv, .tsv) apart." }),
});

const exportQuery = z.strictObject({
  format: z.enum(["tmx", "xliff12", "xliff2", "csv", "tsv", "jsonl"]),
  sourceLang: languageField.exactOptional().meta({ description: "The memory's own where absent." }),
  targetLang: languageField.exactOptional().meta({ description: "The memory's own where absent." }),
  bom: flagParameter.exactOptional().meta({ description: "Whether a table begins with the mark that Excel needs." }),
});

const params = { id: "The memory's id." };

/** Memories, and the files that go in and out of them. `version` is the release's: another one may write files otherwise. */
export function memoryRoutes(workspace: Workspace, version: string): Route[] {
  return [...settingsRoutes(workspace), ...fileRoutes(workspace, version)];
}

function settingsRoutes(workspace: Workspace): Route[] {
  return [
    route({
      method: "get",
      path: "/v1/memories",
      summary: "The memories",
      query: pageQuery,
      answer: listOf(memoryJson),
      handle: ({ query }) => {
        const { items, ...rest } = pageOf(workspace.memories(), query, ({ id }) => id);
        return { json: { items: items.map(memoryOut), ...rest } };
      },
    }),
    route({
      method: "post",
      path: "/v1/memories",
      summary: "Makes an empty memory",
      body: memoryInput,
      status: 201,
      answer: memoryJson,
      handle: ({ body }) => {
        const memory = workspace.createMemory(body);
        return { ...memoryReply(memory), headers: { Location: `/v1/memories/${encodeURIComponent(memory.id)}` } };
      },
    }),
    route({
      method: "get",
      path: "/v1/memories/{id}",
      summary: "A memory",
      params,
      answer: memoryJson,
      handle: ({ params: { id } }) => memoryReply(workspace.memory(id)),
    }),
    route({
      method: "patch",
      path: "/v1/memories/{id}",
      summary: "Changes a memory's settings",
      params,
      body: memoryChange,
      answer: memoryJson,
      condition: "If-Match",
      handle: ({ params: { id }, body, request }) => {
        const { revision } = current(workspace, id, request.headers["if-match"]);
        return memoryReply(workspace.changeMemory(id, revision, body));
      },
    }),
    route({
      method: "delete",
      path: "/v1/memories/{id}",
      summary: "Deletes a memory with all its units",
      params,
      status: 204,
      condition: "If-Match",
      handle: ({ params: { id }, request }) => {
        workspace.deleteMemory(id, current(workspace, id, request.headers["if-match"]).revision);
        return {};
      },
    }),
  ];
}

function fileRoutes(workspace: Workspace, version: string): Route[] {
  return [
    route({
      method: "post",
      path: "/v1/memories/{id}/import",
      summary: "Reads a file into a memory",
      description:
        "The format is told by the content. The file is safe on disk when the answer comes; the job reads it then.",
      params,
      query: importQuery,
      upload: true,
      status: 202,
      answer: jobAnswer,
      handle: async ({ params: { id }, query, request }) => {
        const job = await takeUpload(request, ({ body, ...upload }) => {
          const { name = upload.fileName, ...rest } = query;
          return workspace.startImport(id, body, name === undefined ? rest : { ...rest, name });
        });
        return { json: { job }, headers: { Location: `/v1/jobs/${encodeURIComponent(job.id)}` } };
      },
    }),
    route({
      method: "get",
      path: "/v1/memories/{id}/export",
      summary: "A whole memory as a file",
      description:
        "XLIFF and tables hold the units that have both languages, TMX every variant; JSON Lines are a backup with all that " +
        "units say.",
      params,
      query: exportQuery,
      fileTypes: [
        "application/x-tmx+xml",
        "application/x-xliff+xml",
        "application/xliff+xml",
        "text/csv",
        "text/tab-separated-values",
        "application/jsonl",
      ],
      revalidates: true,
      handle: ({ params: { id }, query }) => {
        const { revision, units, modified, ...memory } = workspace.memory(id);
        const { format, sourceLang = memory.sourceLang, targetLang = memory.targetLang, bom = false } = query;
        const file = workspace.exportMemory(id, format, {
          sourceLang,
          targetLang,
          byteOrderMark: bom,
          toolVersion: version,
        });
        return {
          file,
          etag: etagOf([format, bom, sourceLang, targetLang, units, modified, revision, version].join(",")),
        };
      },
    }),
    route({
      method: "get",
      path: "/v1/memories/{id}/loss",
      summary: "What an export of a memory would not hold",
      params,
      query: exportQuery.omit({ bom: true }),
      answer: lossReportJson,
      handle: async ({ params: { id }, query: { format, ...languages } }) => ({
        json: await workspace.exportLoss(id, format, languages),
      }),
    }),
  ];
}

/** The memory, if the caller's condition is of its current version. */
function current(workspace: Workspace, id: string, ifMatch: string | undefined): Memory {
  const memory = workspace.memory(id);
  requireMatch(ifMatch, etagOf(memory.revision), memoryOut(memory));
  return memory;
}

function memoryReply(memory: Memory): Reply<z.input<typeof memoryJson>> {
  return { json: memoryOut(memory), etag: etagOf(memory.revision), alwaysSent: true };
}

function memoryOut({ revision: _, ...memory }: Memory): z.input<typeof memoryJson> {
  return memory;
}
