/**
 * The code of an error of SQLite (`SQLITE_FULL`) or of the file system (`ENOSPC`). By its shape and not its class: the
 * addon is shared by all contexts of a process and makes errors of the first one's class.
 */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}
