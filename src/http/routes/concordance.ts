import { z } from "zod";
import { WORD_FORMS } from "../../workspace/concordance.js";
import type { Workspace } from "../../workspace/workspace.js";
import {
  countParameter,
  idField,
  languageField,
  listParameter,
  textField,
  unstemmedMembers,
  unstemmedOf,
} from "../fields.js";
import { DEFAULT_HITS, MAX_PAGE, MAX_QUERY_LENGTH } from "../limits.js";
import { route, type Route } from "../route.js";
import { segmentJson, segmentOut } from "../segment-json.js";

const query = z.strictObject({
  q: textField({ max: MAX_QUERY_LENGTH }).meta({
    description:
      "Words to find, in any order; those in quotes side by side and as written; a word ending in * may go on.",
  }),
  lang: languageField,
  form: z
    .enum(WORD_FORMS)
    .exactOptional()
    .meta({ description: "Words in every form, by their stem, or as written; by their stem where absent." }),
  target: languageField.exactOptional().meta({ description: "Show the units' texts in this language too." }),
  memories: listParameter(idField)
    .exactOptional()
    .meta({ description: "Ids with commas between them; all where absent." }),
  limit: countParameter(1, MAX_PAGE)
    .default(DEFAULT_HITS)
    .meta({ description: `Units at most; ${DEFAULT_HITS} where absent.` }),
});

export const hitJson = z
  .strictObject({
    unit: z.string(),
    memory: z.string(),
    source: segmentJson.meta({ description: "The text searched in, in the language `lang`." }),
    target: segmentJson.exactOptional(),
    highlights: z.array(z.strictObject({ start: z.int(), end: z.int() })),
  })
  .meta({ id: "ConcordanceHit" });

/** Units that hold given words. */
export function concordanceRoutes(workspace: Workspace): Route[] {
  return [
    route({
      method: "get",
      path: "/v1/concordance",
      summary: "Units that hold given words",
      query,
      answer: z.strictObject({ items: z.array(hitJson), ...unstemmedMembers }),
      handle: ({ query }) => {
        const { items } = workspace.concordance(query);
        return {
          json: {
            items: items.map(({ source, target, ...hit }) => ({
              ...hit,
              source: segmentOut(source),
              ...(target === undefined ? {} : { target: segmentOut(target) }),
            })),
            ...unstemmedOf(query.lang),
          },
        };
      },
    }),
  ];
}
