import { z } from "zod";
import type { Profile } from "../../profile.js";
import { Refusal } from "../../refusal.js";
import type { Review, VersionedProfile } from "../../workspace/review.js";
import type { Workspace } from "../../workspace/workspace.js";
import { conditionMissing, etagOf, requireMatch, stale } from "../etags.js";
import { listOf, nameField, pageQuery } from "../fields.js";
import { pageOf } from "../page.js";
import { profileMembers } from "../review-fields.js";
import { route, type Reply, type Route } from "../route.js";

export const profileJson = z
  .strictObject({ name: z.string(), ...profileMembers })
  .meta({ id: "Profile", description: "How translations are to be checked; a check names it." });

const profileInput = z
  .strictObject({ name: nameField.exactOptional(), ...profileMembers })
  .meta({ id: "ProfileInput", description: "The address says the name; the body may say it again." });

interface NamedProfile extends Profile {
  readonly name: string;
}

const ofProfile = { name: "The profile's name: up to 80 letters, digits, spaces, hyphens and dots." };

/** The profiles of a home, kept in its file `entente.json`. */
export function profileRoutes({ review }: Workspace): Route[] {
  return [
    route({
      method: "get",
      path: "/v1/profiles",
      summary: "The profiles to check by",
      query: pageQuery,
      answer: listOf(profileJson),
      handle: async ({ query }) => ({
        json: pageOf((await review.profiles()).map(jsonOf), query, ({ name }) => name),
      }),
    }),
    route({
      method: "get",
      path: "/v1/profiles/{name}",
      summary: "A profile",
      params: ofProfile,
      answer: profileJson,
      revalidates: true,
      handle: async ({ params: { name } }) => reply(await review.profile(name)),
    }),
    route({
      method: "put",
      path: "/v1/profiles/{name}",
      summary: "Changes a profile, or adds it",
      description:
        "With `If-Match` it changes the version named; with `If-None-Match: *` it adds a profile that is not there.",
      params: ofProfile,
      body: profileInput,
      otherStatuses: { 201: "The profile was added." },
      answer: profileJson,
      condition: "If-Match or If-None-Match",
      handle: async ({ params: { name }, body: { name: named = name, ...profile }, request }) => {
        if (named !== name) {
          const message = `the address names the profile ${name}, the body ${named}; to rename one, add it anew`;
          throw new Refusal("invalid", message, { path: "$.name" });
        }
        const version = await versionToChange(review, name, request.headers);
        const put = reply(await review.putProfile(name, profile, version));
        if (version !== undefined) return put;
        return { ...put, status: 201, headers: { Location: `/v1/profiles/${encodeURIComponent(name)}` } };
      },
    }),
    route({
      method: "delete",
      path: "/v1/profiles/{name}",
      summary: "Deletes a profile",
      params: ofProfile,
      status: 204,
      condition: "If-Match",
      handle: async ({ params: { name }, request }) => {
        const there = await review.profile(name);
        requireMatch(request.headers["if-match"], etagOf(there.version), jsonOf(there));
        await review.deleteProfile(name, there.version);
        return {};
      },
    }),
  ];
}

/** The version that a PUT replaces; `undefined` where it is to add the profile. */
async function versionToChange(
  review: Review,
  name: string,
  headers: { readonly "if-match"?: string | undefined; readonly "if-none-match"?: string | undefined },
): Promise<string | undefined> {
  const there = (await review.profiles()).find((profile) => profile.name === name);
  if (headers["if-none-match"]?.trim() === "*") {
    if (there === undefined) return undefined;
    throw stale("there is such a profile already", etagOf(there.version), jsonOf(there));
  }
  if (headers["if-match"] === undefined) {
    throw conditionMissing("send If-Match with the ETag that you have seen, or If-None-Match: * to add a new profile");
  }
  if (there === undefined) {
    const message = `there is no profile ${JSON.stringify(name)} to change; add it with If-None-Match: *`;
    throw new Refusal("not-found", message);
  }
  requireMatch(headers["if-match"], etagOf(there.version), jsonOf(there));
  return there.version;
}

function jsonOf({ name, profile }: VersionedProfile): NamedProfile {
  return { name, ...profile };
}

function reply(profile: VersionedProfile): Reply<NamedProfile> {
  return { json: jsonOf(profile), etag: etagOf(profile.version) };
}
