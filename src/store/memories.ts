import type { Statement } from "better-sqlite3";
import type { LanguageTag } from "../language.js";
import { Refusal } from "../refusal.js";
import type { Memory } from "../unit.js";
import { inTransaction, type Connection } from "./database.js";
import { memoryOf, type MemoryRow } from "./rows.js";

/** What a new memory is made of. */
export interface NewMemory {
  readonly id: string;
  readonly name: string;
  readonly sourceLang: LanguageTag;
  readonly targetLang: LanguageTag;
  readonly penalty: number;
  readonly readOnly: boolean;
  /** The file under `tm/` that it follows. */
  readonly file?: string;
}

/** The settings of a memory that can be changed. */
export interface MemoryChange {
  readonly name?: string;
  readonly penalty?: number;
  readonly readOnly?: boolean;
}

/** The file that a memory follows, as it was when it was last read whole. */
export interface FileState {
  readonly size: number;
  /** In milliseconds since 1970. */
  readonly modifiedAt: number;
  readonly digest: string;
}

interface FileRow {
  readonly size: number | null;
  readonly modifiedAt: number | null;
  readonly digest: string | null;
}

/**
 * The memories of a home. One whose file is gone is offline: neither listed nor found by its id, until it is online
 * again. A deleted one is gone at once; its rows are taken away little by little.
 */
export class Memories {
  readonly #database: Connection;
  readonly #there: Statement<[], MemoryRow>;
  readonly #byId: Statement<[string], MemoryRow>;
  readonly #idByName: Statement<[string], string>;
  readonly #idByFile: Statement<[string], string>;
  readonly #insert: Statement;
  readonly #change: Statement;
  readonly #delete: Statement;
  readonly #count: Statement;
  readonly #fileState: Statement<[string], FileRow>;
  readonly #setFileState: Statement;
  readonly #setOnline: Statement;

  constructor(database: Connection) {
    this.#database = database;
    this.#there = database.prepare("select * from memory where deleted_at is null order by number");
    this.#byId = database.prepare("select * from memory where deleted_at is null and id = ?");
    const idBy = "select id from memory where deleted_at is null and";
    this.#idByName = database.prepare<[string], string>(`${idBy} name = ?`).pluck();
    this.#idByFile = database.prepare<[string], string>(`${idBy} file = ?`).pluck();
    this.#insert = database.prepare(
      `insert into memory (id, name, source_lang, target_lang, penalty, read_only, file, modified_at)
       values (:id, :name, :sourceLang, :targetLang, :penalty, :readOnly, :file, :at)`,
    );
    this.#change = database.prepare(
      `update memory set name = :name, penalty = :penalty, read_only = :readOnly, modified_at = :at,
       revision = revision + 1 where number = :number`,
    );
    this.#delete = database.prepare("update memory set deleted_at = ?, units = 0 where number = ?");
    this.#count = database.prepare("update memory set units = units + ?, modified_at = ? where number = ?");
    const file = "file_size as size, file_modified_at as modifiedAt, file_digest as digest";
    this.#fileState = database.prepare(`select ${file} from memory where deleted_at is null and id = ?`);
    this.#setFileState = database.prepare(
      "update memory set file_size = ?, file_modified_at = ?, file_digest = ? where number = ?",
    );
    this.#setOnline = database.prepare("update memory set online = ? where number = ?");
  }

  /** The memories that are online, oldest first. */
  all(): Memory[] {
    return this.#there.all().filter(isOnline).map(memoryOf);
  }

  get(id: string): Memory | undefined {
    const row = this.#byId.get(id);
    return row !== undefined && isOnline(row) ? memoryOf(row) : undefined;
  }

  /** The memories that follow files, those offline among them. */
  followingFiles(): Memory[] {
    return this.#there
      .all()
      .filter(({ file }) => file !== null)
      .map(memoryOf);
  }

  /** Whether a memory has that id, online or not. */
  isTaken(id: string): boolean {
    return this.#byId.get(id) !== undefined;
  }

  isOnline(id: string): boolean {
    const row = this.#byId.get(id);
    return row !== undefined && isOnline(row);
  }

  /** Refuses with `conflict` where the id, the name or the file is another memory's. */
  create({ id, name, sourceLang, targetLang, penalty, readOnly, file }: NewMemory): Memory {
    const row = {
      id,
      name,
      sourceLang,
      targetLang,
      penalty,
      readOnly: Number(readOnly),
      file: file ?? null,
      at: now(),
    };
    return inTransaction(this.#database, () => {
      if (this.isTaken(id)) throw taken("id", id);
      if (row.file !== null && this.#idByFile.get(row.file) !== undefined) throw taken("file", row.file);
      this.#refuseTakenName(name, id);
      this.#insert.run(row);
      return memoryOf(this.#row(id));
    });
  }

  change(id: string, revision: number, change: MemoryChange): Memory {
    return inTransaction(this.#database, () => {
      const row = this.#at(id, revision);
      const { name, penalty, readOnly } = { ...memoryOf(row), ...change };
      this.#refuseTakenName(name, id);
      this.#change.run({ name, penalty, readOnly: Number(readOnly), at: now(), number: row.number });
      return memoryOf(this.#row(id));
    });
  }

  delete(id: string, revision: number): void {
    inTransaction(this.#database, () => this.#delete.run(now(), this.#at(id, revision).number));
  }

  fileState(id: string): FileState | undefined {
    const { size, modifiedAt, digest } = this.#fileState.get(id) ?? {};
    if (typeof size !== "number" || typeof modifiedAt !== "number" || typeof digest !== "string") return undefined;
    return { size, modifiedAt, digest };
  }

  setFileState(id: string, { size, modifiedAt, digest }: FileState): void {
    inTransaction(this.#database, () => this.#setFileState.run(size, modifiedAt, digest, this.#row(id).number));
  }

  setOnline(id: string, online: boolean): void {
    inTransaction(this.#database, () => this.#setOnline.run(Number(online), this.#row(id).number));
  }

  /** The number that rows know a memory by, online or not. Refuses with `not-found` where it is not there. */
  numberOf(id: string): number {
    return this.#row(id).number;
  }

  /** Notes in the caller's transaction that a memory has so many units more (or less) and changed at that time. */
  count(number: number, more: number, at: string): void {
    this.#count.run(more, at, number);
  }

  #row(id: string): MemoryRow {
    const row = this.#byId.get(id);
    if (row === undefined) throw new Refusal("not-found", `there is no memory with the id ${JSON.stringify(id)}`);
    return row;
  }

  #at(id: string, revision: number): MemoryRow {
    const row = this.#row(id);
    if (row.revision === revision) return row;
    const reason = `the memory's settings are at revision ${row.revision}, not ${revision}: somebody changed them; look at them and try again`;
    throw new Refusal("stale", reason, { current: memoryOf(row) });
  }

  #refuseTakenName(name: string, id: string): void {
    const other = this.#idByName.get(name);
    if (other !== undefined && other !== id) throw taken("name", name);
  }
}

function taken(what: "id" | "name" | "file", value: string): Refusal {
  return new Refusal("conflict", `there is a memory with the ${what} ${JSON.stringify(value)} already; choose another`);
}

function isOnline(row: MemoryRow): boolean {
  return row.online === 1;
}

function now(): string {
  return new Date().toISOString();
}
