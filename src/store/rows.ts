import type { Breaches } from "../breaches.js";
import type { Job, JobKind, JobResult, JobState, LeftOut } from "../job.js";
import type { LanguageTag } from "../language.js";
import type { Problem } from "../problem.js";
import type { InlineCode } from "../segment.js";
import type { Context, Memory, Note, Origin, Property, Provenance, Unit, UnitContent, Variant } from "../unit.js";

/** Rows in, domain out: the one place that knows how values lie in columns. */

export interface MemoryRow {
  readonly number: number;
  readonly id: string;
  readonly name: string;
  readonly source_lang: string;
  readonly target_lang: string;
  readonly penalty: number;
  readonly read_only: number;
  readonly file: string | null;
  readonly online: number;
  readonly units: number;
  readonly modified_at: string;
  readonly revision: number;
}

export function memoryOf(row: MemoryRow): Memory {
  return {
    id: row.id,
    name: row.name,
    sourceLang: row.source_lang as LanguageTag,
    targetLang: row.target_lang as LanguageTag,
    penalty: row.penalty,
    readOnly: row.read_only === 1,
    ...(row.file === null ? {} : { file: row.file }),
    units: row.units,
    modified: row.modified_at,
    revision: row.revision,
  };
}

/** A version with the id of its memory, as every reader of units selects it. */
export interface VersionRow {
  readonly id: number;
  readonly unit: number;
  readonly revision: number;
  readonly memory: string;
  readonly source_lang: string;
  readonly detail: string | null;
}

/** The columns of {@link VersionRow}, from `version v` joined with `memory m`. */
export const VERSION_COLUMNS = "v.id, v.unit, v.revision, m.id as memory, v.source_lang, v.detail";

export interface VariantRow {
  readonly id: number;
  readonly lang: string;
  readonly text: string;
  readonly detail: string | null;
}

/** Numbers of variants to a version; see the tables' description in migrations.ts. Real files stay below fifty. */
export const VARIANTS_PER_VERSION = 256;

interface VariantDetail extends Provenance {
  readonly codes?: readonly InlineCode[];
  readonly properties?: readonly Property[];
  readonly notes?: readonly Note[];
}

interface VersionDetail extends Provenance {
  readonly context?: Context;
  readonly origin?: Origin;
  readonly properties?: readonly Property[];
  readonly notes?: readonly Note[];
}

export function variantOf({ lang, text, detail }: VariantRow): Variant {
  if (detail === null) {
    return { lang: lang as LanguageTag, segment: { text, codes: [] }, properties: [], notes: [] };
  }
  const { codes = [], properties = [], notes = [], ...provenance } = JSON.parse(detail) as VariantDetail;
  return { lang: lang as LanguageTag, segment: { text, codes }, properties, notes, ...provenance };
}

export function contentOf(row: Pick<VersionRow, "source_lang" | "detail">, variants: readonly Variant[]): UnitContent {
  const detail = row.detail === null ? {} : (JSON.parse(row.detail) as VersionDetail);
  return { sourceLang: row.source_lang as LanguageTag, variants, context: {}, properties: [], notes: [], ...detail };
}

export function unitOf(row: VersionRow, variants: readonly Variant[]): Unit {
  return { id: String(row.unit), memory: row.memory, revision: row.revision, ...contentOf(row, variants) };
}

/** The `detail` of a variant: what its other columns do not say, or null where they say all. */
export function variantDetail(variant: Variant): string | null {
  const { codes } = variant.segment;
  const detail: Record<string, unknown> = {};
  if (codes.length > 0) detail["codes"] = codes;
  return detailText(detail, variant);
}

/** The `detail` of a version, likewise. */
export function versionDetail(content: UnitContent): string | null {
  const { context, origin } = content;
  const detail: Record<string, unknown> = {};
  if (context.key !== undefined || context.before !== undefined || context.after !== undefined)
    detail["context"] = context;
  if (origin !== undefined) detail["origin"] = origin;
  return detailText(detail, content);
}

const PROVENANCE = ["createdAt", "createdBy", "changedAt", "changedBy", "usageCount", "lastUsedAt"] as const;

function detailText(detail: Record<string, unknown>, of: UnitContent | Variant): string | null {
  for (const name of PROVENANCE) if (of[name] !== undefined) detail[name] = of[name];
  if (of.properties.length > 0) detail["properties"] = of.properties;
  if (of.notes.length > 0) detail["notes"] = of.notes;
  for (const _ in detail) return JSON.stringify(detail);
  return null;
}

export interface JobRow {
  readonly number: number;
  readonly kind: string;
  readonly memory: string | null;
  readonly state: string;
  readonly file: string | null;
  readonly file_size: number | null;
  readonly file_read: number | null;
  readonly spooled: string | null;
  readonly request: string | null;
  readonly result: string | null;
  readonly read_count: number;
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly skipped: number;
  readonly removed: number;
  readonly problem_count: number;
  readonly left_out: string | null;
  readonly breaches: string | null;
  readonly error: string | null;
  readonly created_at: string;
  readonly finished_at: string | null;
}

/** What `job.result` holds: the file that a job made, and where it lies. */
export interface KeptResult extends JobResult {
  /** Its name in the spool. */
  readonly kept: string;
  /** What else is to be told of it, by name. */
  readonly notes?: Readonly<Record<string, string>>;
}

export function resultOf({ result }: Pick<JobRow, "result">): KeptResult | undefined {
  return result === null ? undefined : (JSON.parse(result) as KeptResult);
}

/** States of a job that has ended and is not done. */
const UNDONE: readonly string[] = ["failed", "interrupted", "cancelled"] satisfies JobState[];

export function jobOf(row: JobRow, problems: readonly Problem[]): Job {
  const result = resultOf(row);
  return {
    id: String(row.number),
    kind: row.kind as JobKind,
    ...(row.memory === null ? {} : { memory: row.memory }),
    state: row.state as JobState,
    ...(row.file === null ? {} : { file: row.file }),
    ...(row.file_size === null ? {} : { fileSize: row.file_size }),
    ...(row.file_read === null ? {} : { fileRead: row.file_read }),
    read: row.read_count,
    added: row.added,
    updated: row.updated,
    unchanged: row.unchanged,
    skipped: row.skipped,
    removed: row.removed,
    problems,
    problemCount: row.problem_count,
    ...(row.left_out === null ? {} : { leftOut: JSON.parse(row.left_out) as LeftOut }),
    ...(row.breaches === null ? {} : { breaches: JSON.parse(row.breaches) as Breaches | null }),
    ...(row.error === null ? {} : { error: row.error }),
    ...(result === undefined
      ? {}
      : { result: { contentType: result.contentType, fileName: result.fileName, size: result.size } }),
    ...(row.spooled !== null && UNDONE.includes(row.state) ? { canRunAgain: true } : {}),
    createdAt: row.created_at,
    ...(row.finished_at === null ? {} : { finishedAt: row.finished_at }),
  };
}

export interface ProblemRow {
  readonly line_number: number;
  readonly column_number: number;
  readonly unit: string | null;
  readonly reason: string;
}

export function problemOf(row: ProblemRow): Problem {
  return {
    line: row.line_number,
    column: row.column_number,
    ...(row.unit === null ? {} : { unit: row.unit }),
    reason: row.reason,
  };
}
