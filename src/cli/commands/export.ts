import { createWriteStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Option, type Command } from "commander";
import type { LanguageTag } from "../../language.js";
import { Unreachable } from "../client.js";
import { homeOption, jsonOption, languageOption, type CommonOptions } from "../options.js";
import { print, printJson } from "../output.js";
import { inSession } from "../session.js";

interface ExportOptions extends CommonOptions {
  readonly format: string;
  readonly output?: string;
  readonly from?: LanguageTag;
  readonly to?: LanguageTag;
}

export function addExport(program: Command): void {
  program
    .command("export")
    .summary("write a memory as a file")
    .description("Writes a whole memory as a file, to standard output where no file is named.")
    .argument("<memory>", "the memory's id")
    .addOption(new Option("--format <format>", "what to write").choices(["tmx", "xliff12", "xliff2"]).default("tmx"))
    .option("-o, --output <file>", "the file to write; what was there is replaced once all is written")
    .addOption(languageOption("--from <lang>", "the source language, where it is not the memory's"))
    .addOption(languageOption("--to <lang>", "the target language, where it is not the memory's"))
    .addOption(jsonOption("a line of JSON about the file written (with --output)"))
    .addOption(homeOption())
    .addHelpText(
      "after",
      `
Examples:
  entente export client -o client.tmx
  entente export client --format xliff12 > client.xlf`,
    )
    .action(exportMemory);
}

async function exportMemory(memory: string, options: ExportOptions): Promise<void> {
  const { format, from, to } = options;
  const query = new URLSearchParams({
    format,
    ...(from === undefined ? {} : { sourceLang: from }),
    ...(to === undefined ? {} : { targetLang: to }),
  });
  await inSession(options.home, async (client) => {
    const answer = await client.ask(`/v1/memories/${encodeURIComponent(memory)}/export?${query.toString()}`);
    const body = whole(answer);
    if (options.output === undefined) {
      for await (const text of body) await print(text);
      return;
    }
    const bytes = await writeWhole(options.output, body);
    if (options.json === true) await printJson({ memory, format, file: options.output, bytes });
  });
}

/** The answer's text as it comes. A stream that breaks off is an error: half a memory must not pass for one. */
async function* whole(answer: Response): AsyncGenerator<string> {
  if (answer.body === null) return;
  const decoder = new TextDecoder();
  try {
    for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>)
      yield decoder.decode(chunk, { stream: true });
  } catch (error) {
    throw new Unreachable(`the server broke off in the middle of the file: ${String(error)}`);
  }
  yield decoder.decode();
}

/** Writes beside the file, syncs, and takes its name at the end; the bytes written. */
async function writeWhole(path: string, text: AsyncIterable<string>): Promise<number> {
  const part = `${path}.part`;
  try {
    const file = createWriteStream(part);
    await pipeline(Readable.from(text), file);
    const handle = await open(part, "r");
    await handle.sync();
    await handle.close();
    await rename(part, path);
    return file.bytesWritten;
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
