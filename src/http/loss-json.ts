import { z } from "zod";
import { MAX_LOSSES } from "../loss.js";

/** What an export would lose, as answers tell it. */
export const lossReportJson = z
  .strictObject({
    format: z.string(),
    units: z.int().meta({ description: "Units or concepts looked at." }),
    unitsWithLoss: z.int(),
    totals: z.record(z.string(), z.int()).meta({ description: "By what is lost, over all." }),
    losses: z
      .array(z.strictObject({ unit: z.string(), what: z.string(), count: z.int() }))
      .meta({ description: `The first ${MAX_LOSSES}.` }),
    lossCount: z.int().meta({ description: "How many entries there are in all." }),
  })
  .meta({ id: "LossReport", description: "What a file's format has no room for, by unit or concept." });
