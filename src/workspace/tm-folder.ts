import { createHash } from "node:crypto";
import { readdirSync, statSync, type Stats } from "node:fs";
import { join, relative, sep } from "node:path";
import type { LanguageTag } from "../language.js";
import { primaryLanguage } from "../language.js";
import { readMemoryFile } from "../formats/memory-file.js";
import { readChunks } from "./spool.js";

/** A translation memory file found under `tm/`. */
export interface TmFile {
  /** Its path under `tm/`, with `/` between folders. */
  readonly file: string;
  readonly path: string;
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modifiedAt: number;
  /** Taken off every match: 30 where the file lies in a folder named `penalty-30`, as OmegaT has it. */
  readonly penalty: number;
}

/** Folders deeper than this are not looked into: a link that leads back up must not send the search round for ever. */
const MAX_DEPTH = 8;

/** What a memory's file is called. */
const ENDING = /\.(?:tmx|xlf|xliff)$/i;

/** The files under `tm/` that are memories, in the order of their paths. Names that begin with a dot are none. */
export function tmFiles(folder: string): TmFile[] {
  const found: TmFile[] = [];
  const walk = (inside: string, depth: number): void => {
    for (const name of namesIn(inside)) {
      if (name.startsWith(".")) continue;
      const path = join(inside, name);
      // Follows links, of which one may lead nowhere; a file may go between listing and looking.
      const stats = statSync(path, { throwIfNoEntry: false });
      if (stats?.isDirectory() === true && depth < MAX_DEPTH) walk(path, depth + 1);
      else if (stats?.isFile() === true && ENDING.test(name)) found.push(tmFile(folder, path, stats));
    }
  };
  walk(folder, 0);
  return found.sort((a, b) => (a.file < b.file ? -1 : 1));
}

/** Nothing in a folder that went away or may not be looked into. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function tmFile(folder: string, path: string, { size, mtimeMs }: Stats): TmFile {
  const file = relative(folder, path).split(sep).join("/");
  return { file, path, size, modifiedAt: Math.trunc(mtimeMs), penalty: folderPenalty(file) };
}

/** The points of the innermost `penalty-N` folder of a path, 0 to 100. */
export function folderPenalty(file: string): number {
  const folders = file.split("/").slice(0, -1).reverse();
  for (const folder of folders) {
    const [, points] = /^penalty-(\d{1,3})$/i.exec(folder) ?? [];
    if (points !== undefined) return Math.min(100, Number(points));
  }
  return 0;
}

/** The SHA-256 of a file's bytes, in hexadecimal. */
export async function digestOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of readChunks(path)) hash.update(chunk);
  return hash.digest("hex");
}

/**
 * The languages that a file goes between: its header's source language and the first other one met, else the first
 * two met; `undefined` where it has no unit in two languages. XLIFF says both, whether anything is translated or not.
 * Refuses what is not well-formed that far.
 */
export async function languagesOf(path: string): Promise<{ source: LanguageTag; target: LanguageTag } | undefined> {
  for await (const event of readMemoryFile(() => readChunks(path), { name: path })) {
    if (event.kind === "header" && event.sourceLang !== undefined && event.targetLang !== undefined) {
      return { source: event.sourceLang, target: event.targetLang };
    }
    if (event.kind !== "unit") continue;
    const { sourceLang, variants } = event.unit;
    const other = variants.find(({ lang }) => primaryLanguage(lang) !== primaryLanguage(sourceLang));
    if (other !== undefined) return { source: sourceLang, target: other.lang };
  }
  return undefined;
}
