import { z } from "zod";
import { CATEGORIES, SEVERITIES } from "../finding.js";
import { PROFILE_NAME, type Profile } from "../profile.js";
import { textFault } from "../segment.js";
import { readJsonContent } from "./json-content.js";

/**
 * What a home's settings say, and how their file is laid out: made to be reviewed in git, like a glossary's. Profiles
 * stand in the order of their names, their members always in the same one.
 *
 *     {
 *       "entente": "settings",
 *       "version": 1,
 *       "profiles": {
 *         "press": { "severities": { "typography": "off" }, "glossaries": ["official"], … }
 *       }
 *     }
 */
export interface SettingsContent {
  readonly profiles: ReadonlyMap<string, Profile>;
}

export const NO_SETTINGS: SettingsContent = { profiles: new Map() };

const text = z.string().superRefine((value, context) => {
  const fault = value.trim() === "" ? "it is empty; a text is expected" : textFault(value);
  if (fault !== undefined) context.addIssue({ code: "custom", message: fault });
});

const profile = z.strictObject({
  checks: z.array(z.enum(CATEGORIES)).exactOptional(),
  severities: z.partialRecord(z.enum(CATEGORIES), z.enum([...SEVERITIES, "off"])).exactOptional(),
  glossaries: z.array(text).exactOptional(),
  subjects: z.array(text).exactOptional(),
  acronymsIntroduced: z.boolean().exactOptional(),
});

const PROFILE_MEMBERS = ["checks", "severities", "glossaries", "subjects", "acronymsIntroduced"] as const;

const name = z.string().regex(PROFILE_NAME, "a profile's name has letters, digits, spaces, hyphens, dots; rename it");

const settings = z.strictObject({
  entente: z.literal("settings"),
  version: z.literal(1),
  profiles: z.record(name, profile),
});

/** Reads a file of settings. Refuses with `malformed` or `invalid`, the line, the column and what would be right. */
export function readSettings(bytes: Uint8Array): SettingsContent {
  const { profiles } = readJsonContent(bytes, settings);
  return { profiles: new Map(Object.entries(profiles)) };
}

/** The text of the file, with a line feed at the end. */
export function settingsText({ profiles }: SettingsContent): string {
  const byName = [...profiles].sort(([a], [b]) => (a < b ? -1 : 1));
  const content = {
    entente: "settings",
    version: 1,
    profiles: Object.fromEntries(byName.map(([name, profile]) => [name, inOrder(profile)])),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

/** A profile's own text: what its version is taken from. */
export function profileText(profile: Profile): string {
  return JSON.stringify(inOrder(profile));
}

function inOrder(profile: Profile): Profile {
  const members = PROFILE_MEMBERS.filter((member) => profile[member] !== undefined);
  return Object.fromEntries(members.map((member) => [member, profile[member]]));
}
