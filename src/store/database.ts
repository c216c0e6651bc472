import Database from "better-sqlite3";
import { Refusal } from "../refusal.js";
import { errorCode } from "./error-code.js";
import { migrate } from "./migrations.js";

/** An open connection to the database. Each thread has one of its own. */
export type Connection = Database.Database;

/**
 * How long a writer waits for the one before it, in milliseconds. Transactions are kept to hundredths of a second, so
 * that only a stopped process or a failing disk can make it run out.
 */
const BUSY_TIMEOUT = 15_000;

/** Memory for pages, in KiB: holds the identity index of a million units, which an import reads and writes at random. */
const CACHE_KIB = 65_536;

/** The write-ahead log is cut back to this after a checkpoint, in bytes, so that one large import does not keep its disk. */
const LOG_LIMIT = 64 * 1024 * 1024;

/**
 * Pages of the log, of 4 KiB, before it is copied into the database: 32 MiB. An import touches most pages of the identity index in
 * each transaction, and copies them once for so many.
 */
const LOG_PAGES = 8_192;

/** Opens the database, makes it where it is missing and brings its tables to the newest version. */
export function openDatabase(path: string): Connection {
  const database = new Database(path, { timeout: BUSY_TIMEOUT });
  try {
    useWriteAheadLog(database);
    database.pragma("synchronous = full");
    database.pragma("foreign_keys = on");
    database.pragma(`cache_size = -${CACHE_KIB}`);
    database.pragma(`wal_autocheckpoint = ${LOG_PAGES}`);
    database.pragma(`journal_size_limit = ${LOG_LIMIT}`);
    migrate(database);
  } catch (error) {
    database.close();
    throw refusalOf(error);
  }
  return database;
}

/** Two processes that turn the log on at once collide without SQLite's own waiting, so the loser asks again. */
function useWriteAheadLog(database: Connection): void {
  const until = Date.now() + BUSY_TIMEOUT;
  for (;;) {
    try {
      database.pragma("journal_mode = wal");
      return;
    } catch (error) {
      if (errorCode(error) !== "SQLITE_BUSY" || Date.now() > until) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

/**
 * Does all of `work` or nothing of it. The write lock is taken at the start, for a transaction that first reads and
 * then asks for it fails where another wrote between. On the disk when this returns.
 */
export function inTransaction<Result>(database: Connection, work: () => Result): Result {
  if (database.inTransaction) throw new Error("a transaction is open already");
  try {
    database.exec("begin immediate");
    const result = work();
    database.exec("commit");
    return result;
  } catch (error) {
    if (database.inTransaction) database.exec("rollback");
    throw refusalOf(error);
  }
}

/** A disk that takes no more is the caller's to know of; every other error rises as it is. */
function refusalOf(error: unknown): unknown {
  if (errorCode(error) !== "SQLITE_FULL") return error;
  return new Refusal(
    "storage-full",
    "the disk took no more: nothing was kept of this change; make room and try again",
    {
      cause: error,
    },
  );
}

/** The number that an id's decimal text stands for; `undefined` for any other text. */
export function numberOf(id: string): number | undefined {
  if (!/^[1-9]\d{0,15}$/.test(id)) return undefined;
  const number = Number(id);
  return Number.isSafeInteger(number) ? number : undefined;
}
