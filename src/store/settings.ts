import { createHash } from "node:crypto";
import { rm } from "node:fs/promises";
import { basename } from "node:path";
import { Low } from "lowdb";
import { MAX_PROFILES, type Profile } from "../profile.js";
import { Refusal } from "../refusal.js";
import { NO_SETTINGS, profileText, readSettings, settingsText, type SettingsContent } from "./settings-content.js";
import { SyncedJsonAdapter, temporaryPath } from "./synced-json-adapter.js";

/** A file of settings that could not be read, with the place and the reason. */
export interface SettingsFault {
  /** Its name in the home. */
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly reason: string;
}

/** A profile under its name, with what its ETag is made of: another text, another version. */
export interface VersionedProfile {
  readonly name: string;
  readonly profile: Profile;
  readonly version: string;
}

/** Hexadecimal digits of a profile's version: 64 bits, so that no two versions of a profile ever meet. */
const VERSION_LENGTH = 16;

/**
 * The settings of a home, in one file that people edit and review too. What an edit has resolved from is on the disk.
 * Each call first looks whether somebody else has changed the file; calls take turns. Where it has become faulty, what
 * it held before goes on being served, and no edit is taken.
 */
export class Settings {
  readonly #name: string;
  readonly #adapter: SyncedJsonAdapter<SettingsContent>;
  readonly #low: Low<SettingsContent>;
  #fault: SettingsFault | undefined;
  #turns: Promise<unknown> = Promise.resolve();

  private constructor(path: string) {
    this.#name = basename(path);
    this.#adapter = new SyncedJsonAdapter(path, this.#name, { parse: readSettings, text: settingsText });
    this.#low = new Low<SettingsContent>(this.#adapter, NO_SETTINGS);
  }

  /** Reads the file of that path, where there is one. For the owner of the home: a leftover of a crash is removed. */
  static async open(path: string): Promise<Settings> {
    await rm(temporaryPath(path), { force: true });
    const settings = new Settings(path);
    await settings.#load();
    return settings;
  }

  /** Why the file cannot be read, as it was last looked at. */
  get fault(): SettingsFault | undefined {
    return this.#fault;
  }

  /** The profiles, in the order of their names. */
  profiles(): Promise<VersionedProfile[]> {
    return this.#inTurn(() => {
      const { profiles } = this.#low.data;
      return [...profiles].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, profile]) => versioned(name, profile));
    });
  }

  profile(name: string): Promise<VersionedProfile | undefined> {
    return this.#inTurn(() => {
      const profile = this.#low.data.profiles.get(name);
      return profile && versioned(name, profile);
    });
  }

  /**
   * Changes the profile of that version; without a version, adds one. Refuses with `stale` where the version is not the
   * current one, with `conflict` where there is such a profile already or the file is faulty or was changed meanwhile.
   */
  put(name: string, profile: Profile, version: string | undefined): Promise<VersionedProfile> {
    return this.#edit((profiles) => {
      const current = profiles.get(name);
      if (version !== undefined) refuseStale(name, current, version);
      else if (current !== undefined) {
        const reason = `there is a profile ${JSON.stringify(name)} already; change it by its version`;
        throw new Refusal("conflict", reason, { current: versioned(name, current) });
      } else if (profiles.size >= MAX_PROFILES) {
        throw new Refusal("too-large", `there are ${MAX_PROFILES} profiles, and a home keeps no more; delete one`);
      }
      profiles.set(name, profile);
      return versioned(name, profile);
    });
  }

  delete(name: string, version: string): Promise<void> {
    return this.#edit((profiles) => {
      refuseStale(name, profiles.get(name), version);
      profiles.delete(name);
    });
  }

  #edit<Told>(change: (profiles: Map<string, Profile>) => Told): Promise<Told> {
    return this.#inTurn(async () => {
      if (this.#fault !== undefined) throw faulty(this.#fault);
      const profiles = new Map(this.#low.data.profiles);
      const told = change(profiles);
      this.#low.data = { profiles };
      try {
        await this.#low.write();
      } catch (error) {
        await this.#load();
        throw error;
      }
      return told;
    });
  }

  async #load(): Promise<void> {
    try {
      this.#low.data = (await this.#adapter.read()) ?? NO_SETTINGS;
      this.#fault = undefined;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { line, column } = error.detail;
      const place = { ...(line !== undefined && { line }), ...(column !== undefined && { column }) };
      this.#fault = { file: this.#name, ...place, reason: error.message };
    }
  }

  #inTurn<Result>(work: () => Result | Promise<Result>): Promise<Result> {
    const done = this.#turns.then(async () => {
      if (await this.#adapter.isChanged()) await this.#load();
      return work();
    });
    this.#turns = done.catch(() => undefined);
    return done;
  }
}

function versioned(name: string, profile: Profile): VersionedProfile {
  const version = createHash("sha256").update(profileText(profile)).digest("hex").slice(0, VERSION_LENGTH);
  return { name, profile, version };
}

function refuseStale(name: string, current: Profile | undefined, version: string): asserts current is Profile {
  if (current === undefined) throw new Refusal("not-found", `there is no profile ${JSON.stringify(name)}`);
  const now = versioned(name, current);
  if (now.version === version) return;
  const reason = `the profile ${JSON.stringify(name)} was changed by somebody else; look at it and try again`;
  throw new Refusal("stale", reason, { current: now });
}

function faulty({ file, line, column, reason }: SettingsFault): Refusal {
  const place = line === undefined || column === undefined ? "" : ` in line ${line}, column ${column}`;
  return new Refusal("conflict", `${file} is faulty${place}, and no edit is taken until it is put right: ${reason}`, {
    file,
    ...(line !== undefined && { line }),
    ...(column !== undefined && { column }),
  });
}
