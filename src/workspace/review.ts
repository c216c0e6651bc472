import type { Finding } from "../finding.js";
import { FINDING_ID, type Ignore } from "../ignore.js";
import { PROFILE_NAME, type Profile } from "../profile.js";
import { Refusal } from "../refusal.js";
import type { IgnoresQuery, NewIgnore } from "../store/ignores.js";
import { Settings, type VersionedProfile } from "../store/settings.js";
import type { Store } from "../store/store.js";
import type { FileFault } from "./follower.js";

export type { IgnoresQuery, NewIgnore, VersionedProfile };

/** What a reviewer has decided for all checks of a home: which findings are ignored, and the profiles to check by. */
export class Review {
  readonly #store: Store;
  readonly #settings: Settings;

  private constructor(store: Store, settings: Settings) {
    this.#store = store;
    this.#settings = settings;
  }

  /** `settings`: the path of the file that profiles are kept in. */
  static async open({ store, settings }: { readonly store: Store; readonly settings: string }): Promise<Review> {
    return new Review(store, await Settings.open(settings));
  }

  /** Why the file of profiles cannot be read, as it was last looked at. */
  get faults(): readonly FileFault[] {
    return this.#settings.fault === undefined ? [] : [this.#settings.fault];
  }

  // Profiles

  profiles(): Promise<VersionedProfile[]> {
    return this.#settings.profiles();
  }

  async profile(name: string): Promise<VersionedProfile> {
    return (await this.#settings.profile(name)) ?? noProfile(name);
  }

  /** Adds a profile where no version is given, changes it where the version given is the current one. */
  putProfile(name: string, profile: Profile, version: string | undefined): Promise<VersionedProfile> {
    if (!PROFILE_NAME.test(name)) {
      const reason = `${JSON.stringify(name)} names no profile: up to 80 letters, digits, spaces, hyphens and dots do`;
      throw new Refusal("invalid", reason, { path: "name" });
    }
    return this.#settings.put(name, profile, version);
  }

  deleteProfile(name: string, version: string): Promise<void> {
    return this.#settings.delete(name, version);
  }

  /**
   * A request with what its profile says and it does not: its own members win, severities category by category. Refuses
   * with `not-found` where there is no such profile.
   */
  async withProfile<Request extends Profile & { readonly profile?: string }>(request: Request): Promise<Request> {
    if (request.profile === undefined) return request;
    const known = await this.#settings.profile(request.profile);
    const { profile } = known ?? noProfile(request.profile, "$.profile");
    const severities = { ...profile.severities, ...request.severities };
    return { ...profile, ...request, ...(Object.keys(severities).length > 0 && { severities }) };
  }

  // Ignored findings

  /** Ignores a finding for good. Where it is ignored already, that decision is answered and stands. */
  ignore(ignore: NewIgnore): { readonly ignore: Ignore; readonly added: boolean } {
    if (!FINDING_ID.test(ignore.id)) {
      const reason = `${JSON.stringify(ignore.id)} is no finding's id; one has 16 digits from 0 to 9 and a to f`;
      throw new Refusal("invalid", reason, { path: "$.id" });
    }
    return this.#store.ignores.add(ignore);
  }

  /** Has a finding reported again. The ignore stays in the history, with who undid it where that is known. */
  undoIgnore(id: string, by?: string): void {
    if (!this.#store.ignores.undo(id, by)) {
      throw new Refusal("not-found", `there is no ignored finding with the id ${JSON.stringify(id)}`);
    }
  }

  /** A page, the newest first. */
  ignores(query: IgnoresQuery): { readonly items: Ignore[]; readonly next?: string } {
    return this.#store.ignores.page(query);
  }

  /** The findings, those that are ignored with the reason. */
  marked(findings: readonly Finding[]): Finding[] {
    return withIgnores(this.#store.ignores, findings);
  }
}

/** The findings, those that a reviewer ignores with the reason. */
export function withIgnores(ignores: Store["ignores"], findings: readonly Finding[]): Finding[] {
  return findings.map((finding) => {
    const ignore = ignores.get(finding.id);
    if (ignore === undefined) return finding;
    const { reason, by, at } = ignore;
    return { ...finding, ignored: { reason, by, at } };
  });
}

function noProfile(name: string, path?: string): never {
  throw new Refusal("not-found", `there is no profile ${JSON.stringify(name)}`, path === undefined ? {} : { path });
}
