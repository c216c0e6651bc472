/**
 * Why the domain refused what was asked. `http/` gives each its status, `cli/` its exit code, nobody else does.
 *
 *   invalid       what was given breaks a rule; `path` says where
 *   malformed     a file is not well-formed; `line` and `column` say where
 *   unsupported   the format or encoding is not one we read
 *   too-large     past a limit that has a name
 *   not-found     no such memory, unit, glossary, concept or job
 *   conflict      it would overwrite what somebody else changed, or exists already
 *   stale         the version named by the caller is not the current one
 *   read-only     the memory or glossary may not be changed here
 *   locked        another process owns the home
 *   storage-full  the disk took no more
 */
export type RefusalCode =
  | "invalid"
  | "malformed"
  | "unsupported"
  | "too-large"
  | "not-found"
  | "conflict"
  | "stale"
  | "read-only"
  | "locked"
  | "storage-full";

export interface RefusalDetail {
  /** A JSON path (`$.segments[3].text`) into what was given. */
  readonly path?: string;
  readonly line?: number;
  readonly column?: number;
  /** The file, relative to the home. */
  readonly file?: string;
  /** The current version of what was to be changed. */
  readonly current?: unknown;
  readonly cause?: unknown;
}

/** Thrown by every room for what the caller did or gave; the message says what is wrong and what would be right. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly code: RefusalCode;
  readonly detail: RefusalDetail;

  constructor(code: RefusalCode, message: string, detail: RefusalDetail = {}) {
    super(message, detail.cause === undefined ? undefined : { cause: detail.cause });
    this.code = code;
    this.detail = detail;
  }
}
