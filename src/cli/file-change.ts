import { basename } from "node:path";
import { aboutFile } from "./about-file.js";
import { bytesOf, writeWhole } from "./answer-body.js";
import type { Client } from "./client.js";
import { counted, type Input } from "./input.js";
import { print, printLine, remark } from "./output.js";
import { progress } from "./progress.js";

/** A file to be sent to the server and to come back changed. */
export interface FileChange {
  readonly input: Input;
  /** The route, with its query but for the file's name. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Where the changed file goes; standard output where absent. */
  readonly output?: string;
}

/** Sends a file and writes what comes back; answers with what the header `about` says of it. */
export async function changeFile(client: Client, change: FileChange, about: string): Promise<string | undefined> {
  const answer = await sendFile(client, change);
  const told = answer.headers.get(about) ?? undefined;
  tellProblems(change.input, answer.headers.get("entente-problems"));
  if (change.output === undefined) for await (const bytes of bytesOf(answer)) await print(bytes);
  else {
    await writeWhole(change.output, bytesOf(answer));
    await printLine(`${change.output}: ${told ?? "written"}`);
  }
  return told;
}

/** Sends a file to a route, with its name. */
export async function sendFile(client: Client, { input, path, query }: Omit<FileChange, "output">): Promise<Response> {
  const bar = progress(basename(input.name), input.size ?? 0);
  query.set("name", basename(input.name));
  try {
    const body = ReadableStream.from(counted(input, (sent) => bar.at(sent, "sent")));
    const headers = { "content-type": "application/octet-stream" };
    return await aboutFile(input, () => client.ask(`${path}?${query.toString()}`, { method: "POST", headers, body }));
  } finally {
    bar.end();
  }
}

export function tellProblems({ name }: Input, problems: string | null): void {
  if (problems !== null && problems !== "") remark(`${name}: ${problems}`);
}
