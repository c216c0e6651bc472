/** Columns of a memory's table beside source and target, by the names that we write; the first two are known by others too. */
export const MEMORY_COLUMNS = [
  "id",
  "note",
  "before",
  "after",
  "origin",
  "created at",
  "created by",
  "changed at",
  "changed by",
  "usage count",
  "last used at",
] as const;

export type MemoryColumn = (typeof MEMORY_COLUMNS)[number];

/** What stands in `before` and `after` for a document's edge; nothing stands for what is not known. */
export const EDGE = "␀";

/** The provenance that a column holds, where it holds one. */
export const PROVENANCE_COLUMNS = [
  ["created at", "createdAt"],
  ["created by", "createdBy"],
  ["changed at", "changedAt"],
  ["changed by", "changedBy"],
  ["last used at", "lastUsedAt"],
] as const;
