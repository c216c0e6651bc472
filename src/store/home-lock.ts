import Database from "better-sqlite3";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { Refusal } from "../refusal.js";
import { errorCode } from "./error-code.js";

/** Who owns a home: the process, and where its server can be reached once that is known. */
export interface HomeOwner {
  readonly pid: number;
  readonly address?: string;
}

/**
 * The lock of a home: an exclusive SQLite transaction that is held open on a file of its own. It is the kernel's lock on
 * that file, so it is gone when its holder is, however that ended. Who holds it stands beside it, for people.
 */
export class HomeLock {
  readonly #database: Database.Database;
  readonly #ownerPath: string;

  private constructor(database: Database.Database, ownerPath: string) {
    this.#database = database;
    this.#ownerPath = ownerPath;
  }

  /** Takes the home for this process. Refuses with `locked`, naming the owner, where it is taken. */
  static acquire(home: string, options: { readonly address?: string } = {}): HomeLock {
    mkdirSync(join(home, "tm"), { recursive: true });
    const database = openLock(home);
    if (database === undefined) throw locked(home);
    const lock = new HomeLock(database, ownerPath(home));
    lock.#tell({ pid: process.pid, ...options });
    return lock;
  }

  /** Says where the owner's server can be reached. */
  setAddress(address: string): void {
    this.#tell({ pid: process.pid, address });
  }

  /** Gives the home back. */
  release(): void {
    if (!this.#database.open) return;
    rmSync(this.#ownerPath, { force: true });
    this.#database.close();
  }

  /** Replaced whole, so that no reader finds half of it. */
  #tell(owner: HomeOwner): void {
    const temporary = `${this.#ownerPath}.tmp`;
    writeFileSync(temporary, `${JSON.stringify(owner)}\n`);
    renameSync(temporary, this.#ownerPath);
  }
}

/**
 * How long a home is asked for before it counts as taken, in milliseconds: somebody who looks who owns it holds the file
 * for a moment too.
 */
const PATIENCE = 500;

/** The owner of a home, where a process has it; what it says of itself may be missing in its first moment. */
export function ownerOf(home: string): Partial<HomeOwner> | undefined {
  const path = lockPath(home);
  if (!existsSync(path)) return undefined;
  const database = new Database(path, { timeout: 0 });
  try {
    database.prepare("select count(*) from sqlite_schema").get();
    return undefined;
  } catch (error) {
    if (isBusy(error)) return ownerTold(home);
    throw error;
  } finally {
    database.close();
  }
}

/** The lock's file with an exclusive transaction open, or `undefined` where another has that. */
function openLock(home: string): Database.Database | undefined {
  const database = new Database(lockPath(home), { timeout: PATIENCE });
  try {
    database.exec("begin exclusive");
    return database;
  } catch (error) {
    database.close();
    if (isBusy(error)) return undefined;
    throw error;
  }
}

function isBusy(error: unknown): boolean {
  return errorCode(error)?.startsWith("SQLITE_BUSY") === true;
}

function locked(home: string): Refusal {
  const { pid, address } = ownerTold(home);
  const who = pid === undefined ? "another process" : `process ${pid}`;
  const where = address === undefined ? "" : `, which answers at ${address}`;
  return new Refusal("locked", `the home ${home} is in use by ${who}${where}; stop it, or ask it instead`, {
    current: { pid, address },
  });
}

function ownerTold(home: string): Partial<HomeOwner> {
  try {
    const told = JSON.parse(readFileSync(ownerPath(home), "utf8")) as Partial<Record<keyof HomeOwner, unknown>>;
    return {
      ...(typeof told.pid === "number" ? { pid: told.pid } : {}),
      ...(typeof told.address === "string" ? { address: told.address } : {}),
    };
  } catch {
    // Just taken, or removed by hand: the lock holds all the same.
    return {};
  }
}

function ownerPath(home: string): string {
  return join(home, "tm", "entente.lock.json");
}

function lockPath(home: string): string {
  return join(home, "tm", "entente.lock");
}
