import type { Database } from "better-sqlite3";
import { Refusal } from "../refusal.js";
import { TOKEN_CHARACTERS } from "./search-text.js";

/**
 * The tables, as steps from nothing to now. A step that was released is never changed; what is new goes in a new one.
 *
 * A unit is a chain of rows of `version`. Only the last may be alive; the dead ones are its history. A row carries the
 * job that bore it and the job that ended it (0: an edit), and a job's work counts only once the job is not hidden:
 *
 *     visible  =  born_job is not hidden  and  (died_job is null  or  died_job is hidden)
 *
 * so that an import of millions of rows becomes visible, or never does, by one change of one row of `job`.
 *
 *   version.id        from `sequence`; a unit is numbered as its first version, so no number is ever given twice
 *   version.identity  16 bytes: what makes two units the same (identity.ts); indexed by 6 of them, for 48 bits seldom
 *                     collide and keep the index, which grows at random places, small
 *   version.stamp     when its content was last changed, in milliseconds since 1970; null where nothing says so
 *   version.died_at   for edits; the versions that a job ended, ended when it did
 *   variant.id        256 * version.id + its place, so that a version's variants lie together and need no index;
 *                     the rowid of its words in `concordance`, which keeps no texts of its own
 *   *.detail          JSON of what is never searched by: codes, properties, notes, provenance, context; null for none
 *   job.hidden        1 until its commit, and after a failure until its rows are gone; 0 for a job that writes nothing
 *   job.left_out      JSON: how many translations were left out, by state; null for none
 *   job.breaches      JSON: the rules of its format that the file of an import breaks; JSON null for a file too large to be
 *                     held to them, null where it has no such rules or the job is not done
 *   job.first_version, last_version      its rows lie between; other writers' may too
 *   job.memory        that it writes to, or checks; null for a job of a file alone
 *   job.spooled       the name of the file handed in, in the spool, as long as it is kept; job.request: JSON of how it was
 *                     to be read; job.result: JSON of the file that it made, in the spool too
 *   job.untidy_from   the words of the versions that it ended are still in `concordance` from this id on; null: none
 *   ignored           one row for each time that a finding was ignored; the rows undone are the history
 *   index_mark        what files of the fuzzy index that agree with this database bear (marks.ts)
 *   memory.swept      1 once the rows of a deleted memory are gone; its own row stays for the jobs that name it
 */
const STEPS: readonly string[] = [
  `
  create table sequence (name text primary key, next integer not null) without rowid;
  insert into sequence values ('version', 1);

  create table memory (
    number integer primary key autoincrement,
    id text not null,
    name text not null,
    source_lang text not null,
    target_lang text not null,
    penalty integer not null,
    read_only integer not null,
    file text,
    file_size integer,
    file_modified_at integer,
    file_digest text,
    online integer not null default 1,
    units integer not null default 0,
    modified_at text not null,
    revision integer not null default 1,
    deleted_at text,
    swept integer not null default 0
  );
  create unique index memory_id on memory (id) where deleted_at is null;
  create unique index memory_name on memory (name) where deleted_at is null;
  create unique index memory_file on memory (file) where deleted_at is null and file is not null;

  create table job (
    number integer primary key autoincrement,
    kind text not null,
    memory integer not null references memory (number),
    state text not null,
    file text,
    read_count integer not null default 0,
    added integer not null default 0,
    updated integer not null default 0,
    unchanged integer not null default 0,
    skipped integer not null default 0,
    removed integer not null default 0,
    problem_count integer not null default 0,
    error text,
    created_at text not null,
    finished_at text,
    hidden integer not null default 1,
    first_version integer,
    last_version integer,
    untidy_from integer
  );
  create index job_hidden on job (number) where hidden = 1;
  create index job_untidy on job (number) where untidy_from is not null;
  create view hidden_job as select number from job where hidden = 1;

  create table problem (
    job integer not null references job (number),
    ordinal integer not null,
    line_number integer not null,
    column_number integer not null,
    unit text,
    reason text not null,
    primary key (job, ordinal)
  ) without rowid;

  create table version (
    id integer primary key,
    unit integer not null,
    revision integer not null,
    memory integer not null references memory (number),
    identity blob not null,
    source_lang text not null,
    stamp integer,
    detail text,
    born_job integer not null,
    died_job integer,
    died_at text
  );
  create unique index version_unit on version (memory, unit, revision);
  create index version_identity on version (substr(identity, 1, 6));
  create index version_died_job on version (died_job) where died_job > 0;

  create table variant (id integer primary key, lang text not null, text text not null, detail text);

  create virtual table concordance using fts5 (
    folded, stems, content = '', contentless_delete = 1, tokenize = "ascii tokenchars ${TOKEN_CHARACTERS}"
  );
  insert into concordance (concordance, rank) values ('automerge', 8);
  `,
  `
  create table ignored (
    number integer primary key autoincrement,
    finding text not null,
    reason text not null,
    decided_by text not null,
    decided_at text not null,
    category text,
    message text,
    undone_at text,
    undone_by text
  );
  create unique index ignored_finding on ignored (finding) where undone_at is null;
  create index ignored_history on ignored (finding, number);
  `,
  `
  insert into concordance (concordance, rank) values ('automerge', 16);
  create table index_mark (number integer primary key autoincrement, mark text not null unique);
  `,
  "alter table job add column left_out text;",
  // SQLite takes a "not null" away only with the table: jobs that make a file of a file have no memory.
  `
  drop view hidden_job;
  create table new_job (
    number integer primary key autoincrement,
    kind text not null,
    memory integer references memory (number),
    state text not null,
    file text,
    read_count integer not null default 0,
    added integer not null default 0,
    updated integer not null default 0,
    unchanged integer not null default 0,
    skipped integer not null default 0,
    removed integer not null default 0,
    problem_count integer not null default 0,
    error text,
    created_at text not null,
    finished_at text,
    hidden integer not null default 1,
    first_version integer,
    last_version integer,
    untidy_from integer,
    left_out text,
    file_size integer,
    file_read integer,
    spooled text,
    request text,
    result text
  );
  insert into new_job (number, kind, memory, state, file, read_count, added, updated, unchanged, skipped, removed,
    problem_count, error, created_at, finished_at, hidden, first_version, last_version, untidy_from, left_out)
  select number, kind, memory, state, file, read_count, added, updated, unchanged, skipped, removed,
    problem_count, error, created_at, finished_at, hidden, first_version, last_version, untidy_from, left_out from job;
  create table new_problem (
    job integer not null references new_job (number),
    ordinal integer not null,
    line_number integer not null,
    column_number integer not null,
    unit text,
    reason text not null,
    primary key (job, ordinal)
  ) without rowid;
  insert into new_problem select job, ordinal, line_number, column_number, unit, reason from problem;
  drop table problem;
  drop table job;
  alter table new_job rename to job;
  alter table new_problem rename to problem;
  create index job_hidden on job (number) where hidden = 1;
  create index job_untidy on job (number) where untidy_from is not null;
  create index job_kept on job (number) where spooled is not null or result is not null;
  create view hidden_job as select number from job where hidden = 1;
  `,
  "alter table job add column breaches text;",
];

/**
 * Takes the steps that the database has not seen, each in a transaction with its own row, so that two processes which
 * start at once take each step once; up to the step `to`, counted from 1. Refuses a database that a newer version of
 * Entente has written.
 */
export function migrate(database: Database, to = STEPS.length): void {
  const applied = (): number =>
    (database.prepare("select max(version) from migration").pluck().get() as number | null) ?? 0;
  const hasTable = database.prepare("select 1 from sqlite_schema where name = 'migration'");
  if (hasTable.get() !== undefined && applied() === to) return;
  database
    .transaction(() => {
      database.exec("create table if not exists migration (version integer primary key, applied_at text not null)");
      const from = applied();
      if (from > STEPS.length) throw newer(from);
      for (const [i, step] of STEPS.entries()) {
        if (i < from || i >= to) continue;
        database.prepare("insert into migration values (?, ?)").run(i + 1, new Date().toISOString());
        database.exec(step);
      }
    })
    .immediate();
}

function newer(version: number): Refusal {
  return new Refusal(
    "unsupported",
    `the database has tables of version ${version} and this Entente knows them up to ${STEPS.length}; start a newer Entente`,
  );
}
