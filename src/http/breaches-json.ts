import { z } from "zod";
import { MAX_NAMED_BREACHES, type Breaches } from "../breaches.js";
import { fieldOf } from "../workspace/count-field.js";

const count = z.int().min(0);

/** The rules of its format that an imported file breaks. */
export const breachesJson = z
  .strictObject({
    count,
    byRule: z.record(z.string(), count).meta({ description: "How often each rule is broken, by its id." }),
    first: z
      .array(
        z.strictObject({
          rule: z.string().meta({ description: "The rule's id, as `/v1/validate` names it." }),
          message: z.string().meta({ description: "What is wrong and what would be right." }),
          line: z.int().min(1),
          column: z.int().min(1),
        }),
      )
      .meta({ description: `In the file's order; the first ${MAX_NAMED_BREACHES}.` }),
  })
  .meta({ id: "Breaches", description: "Rules of its format that a file breaks, which cost none of its units." });

/** How a member that holds them is described. */
export const BREACHES_MEMBER =
  "The rules of its format that the file breaks; null for a file too large to be held to them, absent for tables and JSON.";

/** The header that names the rules broken; none where there are none. */
export function problemsHeader(breaches: Breaches | null | undefined): Record<string, string> {
  return breaches === undefined || breaches === null || breaches.count === 0
    ? {}
    : { "Entente-Problems": fieldOf(breaches.byRule) };
}
