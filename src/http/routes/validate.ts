import { z } from "zod";
import { MAX_BREACHES } from "../../formats/validation/validation.js";
import type { Workspace } from "../../workspace/workspace.js";
import { textField } from "../fields.js";
import { MAX_FILE_NAME_LENGTH } from "../limits.js";
import { route, type Route } from "../route.js";
import { takeUpload } from "../upload.js";

const validateQuery = z.strictObject({
  name: textField({ max: MAX_FILE_NAME_LENGTH })
    .exactOptional()
    .meta({ description: "The file's name: its ending tells tables apart." }),
});

const breachJson = z
  .strictObject({
    rule: z.string().meta({ description: "The rule's id, which stays: `xliff2.unit-id-unique`." }),
    severity: z.enum(["error", "warning"]),
    message: z.string().meta({ description: "What is wrong and what would be right." }),
    line: z.int().min(1),
    column: z.int().min(1).meta({ description: "In UTF-16 code units, from 1: where the element's start tag begins." }),
    element: z.string().meta({ description: "As the file writes its name; empty where it is none." }),
    clause: z.string().meta({ description: "Where the format's own documents say so." }),
    ambiguous: z.boolean().meta({
      description: "Whether it leaves open which text, id, code or order is meant: such a file is not processed.",
    }),
  })
  .meta({ id: "Breach", description: "A rule of a format that a file breaks." });

const validationJson = z
  .strictObject({
    format: z.enum(["tmx", "xliff1", "xliff2", "tbx2", "tbx3", "jsonl", "csv", "tsv"]),
    version: z.string().meta({ description: "As the file says it; empty where it says none." }),
    valid: z.boolean().meta({ description: "Whether no breach is an error." }),
    breaches: z.array(breachJson).meta({ description: `In the file's order; the first ${MAX_BREACHES}.` }),
    breachCount: z.int(),
    errorCount: z.int(),
  })
  .meta({ id: "Validation" });

/** Files held to the rules of their formats. */
export function validateRoutes(workspace: Workspace): Route[] {
  return [
    route({
      method: "post",
      path: "/v1/validate",
      summary: "Says which rules of its format a file breaks, and where",
      description:
        "The body is the file: TMX, XLIFF 1.0 to 2.2, TBX, CSV, TSV or JSON Lines. Beyond the schemas, the rules of the " +
        "specifications' prose are looked at. Nothing is kept and nothing is fetched.",
      query: validateQuery,
      upload: true,
      answer: validationJson,
      handle: ({ query, request }) =>
        takeUpload(request, async ({ body, fileName }) => {
          const { breaches, ...about } = await workspace.validation.run(body, query.name ?? fileName ?? "file");
          const named = breaches.map(({ isAmbiguous, ...breach }) => ({ ...breach, ambiguous: isAmbiguous }));
          return { json: { ...about, breaches: named } };
        }),
    }),
  ];
}
