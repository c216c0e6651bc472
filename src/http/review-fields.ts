import { z } from "zod";
import { CATEGORIES, SEVERITIES } from "../finding.js";
import { idField, textField } from "./fields.js";
import { MAX_IDS, MAX_NOTE_LENGTH, MAX_SUBJECTS } from "./limits.js";

/** The schemas of what a reviewer chooses: in a request, and in a profile. */

export const categoryField = z.enum(CATEGORIES);
export const severityField = z.enum(SEVERITIES);

export const profileMembers = {
  checks: z.array(categoryField).exactOptional().meta({ description: "All where absent." }),
  severities: z
    .partialRecord(categoryField, z.enum([...SEVERITIES, "off"]))
    .exactOptional()
    .meta({ description: "Severities by category, other than the usual ones; `off`: not checked." }),
  glossaries: z.array(idField).max(MAX_IDS).exactOptional().meta({ description: "All where absent." }),
  subjects: z
    .array(textField({ max: MAX_NOTE_LENGTH }))
    .max(MAX_SUBJECTS)
    .exactOptional()
    .meta({
      description:
        "The subjects whose concepts are checked, in any case; all where absent. Concepts of others are still recognised, " +
        'as are those with the property `doNotCheck: "true"`, which are never checked.',
    }),
  acronymsIntroduced: z
    .boolean()
    .exactOptional()
    .meta({ description: "Whether an acronym that stands before its full name is reported (`term-inconsistent`)." }),
};
