import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Stop } from "./exit-code.js";

/** What commands read: a file, or standard input where the file's name is `-`. */
export interface Input {
  /** For messages and, with `import`, for the server. */
  readonly name: string;
  /** In bytes; `undefined` where it cannot be known. */
  readonly size: number | undefined;
  chunks(): AsyncIterable<Uint8Array>;
}

/** Refuses a file that is not there before any work has begun. */
export async function inputFrom(path: string): Promise<Input> {
  if (path === "-") return { name: "stdin", size: undefined, chunks: () => process.stdin as AsyncIterable<Uint8Array> };
  const about = await stat(path);
  if (about.isDirectory()) throw new Stop("refused", `${path}: is a folder; name the files in it`);
  const size = about.isFile() ? about.size : undefined;
  return { name: path, size, chunks: () => createReadStream(path) as AsyncIterable<Uint8Array> };
}

/** The same chunks; `sent` is told how many bytes have gone. */
export async function* counted(input: Input, sent: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of input.chunks()) {
    yield chunk;
    bytes += chunk.length;
    sent(bytes);
  }
}

/** The whole of an input as text. Refuses what is not UTF-8, and names a line near by. */
export async function textOf(input: Input): Promise<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  try {
    for await (const chunk of input.chunks()) text += decoder.decode(chunk, { stream: true });
    return text + decoder.decode();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const line = text.split("\n").length;
    throw new Stop("refused", `${input.name}:${line}: is not UTF-8 from about here on; save it as UTF-8`);
  }
}
