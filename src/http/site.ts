import { createHash } from "node:crypto";
import { readdirSync, readFileSync, type Dirent } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { isFresh } from "./etags.js";

/**
 * The page for people: the files that `npm run build` makes of `src/web/`. They are few and small, and held in memory as they
 * are sent; they hold nothing of the home. A browser gets the document at the address of each view, so that addresses can
 * be shared; programs, which do not ask for HTML, get what they always got.
 */

/** Where the page has its views: the paths that `src/web/page.tsx` knows. */
export const VIEWS = ["/", "/check", "/glossary", "/memories", "/pretranslate", "/api"] as const;

/** Only what comes from here is run, shown or asked; nothing is written inline, and nobody may frame it. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "font-src 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join("; ");

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

/** A file of the page as it is sent. `br` and `gzip` are the same, compressed when it was built. */
interface SiteFile {
  readonly type: string;
  readonly etag: string;
  /** Whether its name changes with its content. */
  readonly hashed: boolean;
  readonly plain: Uint8Array;
  readonly br?: Uint8Array;
  readonly gzip?: Uint8Array;
}

/** The page's files. */
export class Site {
  readonly #files: ReadonlyMap<string, SiteFile>;

  constructor(files: ReadonlyMap<string, SiteFile>) {
    this.#files = files;
  }

  /** The page beside the built server; without files where it was not built. */
  static read(folder = fileURLToPath(new URL("../web/", import.meta.url))): Site {
    const paths = pathsIn(folder);
    const read = (path: string): Uint8Array | undefined => (paths.has(path) ? readFileSync(path) : undefined);
    const files = new Map<string, SiteFile>();
    for (const path of paths) {
      const type = MEDIA_TYPES[extname(path)];
      if (type === undefined) continue;
      const plain = readFileSync(path);
      const [br, gzip] = [read(`${path}.br`), read(`${path}.gz`)];
      const address = `/${relative(folder, path).split(sep).join("/")}`;
      files.set(address, {
        type,
        plain,
        etag: `"${createHash("sha256").update(plain).digest("base64url").slice(0, 22)}"`,
        hashed: address.startsWith("/assets/"),
        ...(br === undefined ? {} : { br }),
        ...(gzip === undefined ? {} : { gzip }),
      });
    }
    return new Site(files);
  }

  /** The file that a request asks for; `undefined` where it asks for something else. */
  fileFor({ method, headers }: IncomingMessage, path: string): SiteFile | undefined {
    if (method !== "GET" && method !== "HEAD") return undefined;
    if ((VIEWS as readonly string[]).includes(path)) {
      return /\btext\/html\b/i.test(headers.accept ?? "") ? this.#files.get("/index.html") : undefined;
    }
    return path === "/index.html" ? undefined : this.#files.get(path);
  }
}

function pathsIn(folder: string): ReadonlySet<string> {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return new Set();
    throw error;
  }
  return new Set(entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)));
}

/** Sends a file of the page: for good where its name changes with its content, else to be asked for each time. */
export function sendSiteFile(request: IncomingMessage, response: ServerResponse, file: SiteFile): void {
  response.setHeader("Content-Security-Policy", POLICY);
  response.setHeader("Cache-Control", file.hashed ? "public, max-age=31536000, immutable" : "no-cache");
  response.setHeader("Vary", file.type.startsWith("text/html") ? "Accept, Accept-Encoding" : "Accept-Encoding");
  response.setHeader("ETag", file.etag);
  if (isFresh(request.headers["if-none-match"], file.etag)) {
    response.writeHead(304).end();
    return;
  }
  const { encoding, body } = encoded(file, String(request.headers["accept-encoding"] ?? ""));
  if (encoding !== undefined) response.setHeader("Content-Encoding", encoding);
  response.setHeader("Content-Type", file.type);
  response.setHeader("Content-Length", body.byteLength);
  response.writeHead(200).end(request.method === "HEAD" ? undefined : body);
}

function encoded({ plain, br, gzip }: SiteFile, accepted: string): { encoding?: string; body: Uint8Array } {
  const takes = (name: string): boolean =>
    new RegExp(`\\b${name}\\b(?!\\s*;\\s*q=0(?:\\.0*)?\\s*(?:,|$))`, "i").test(accepted);
  if (br !== undefined && takes("br")) return { encoding: "br", body: br };
  if (gzip !== undefined && takes("gzip")) return { encoding: "gzip", body: gzip };
  return { body: plain };
}
