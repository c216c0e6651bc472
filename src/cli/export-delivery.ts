import type { LanguageTag } from "../language.js";
import { bytesOf, writeWhole } from "./answer-body.js";
import { tellLoss } from "./loss-text.js";
import type { CommonOptions } from "./options.js";
import { print, printJson } from "./output.js";
import { inSession } from "./session.js";

/** How a memory or a glossary is wanted as a file. */
export interface ExportOptions extends CommonOptions {
  readonly format: string;
  readonly output?: string;
  readonly from?: LanguageTag;
  readonly to?: LanguageTag;
  readonly bom?: boolean;
  readonly lossReport?: string;
}

/** Brings what lies at `path` as a file, to standard output or in the place of another, and tells what the format has no room for. */
export async function deliverExport(
  path: string,
  what: { readonly memory: string } | { readonly glossary: string },
  options: ExportOptions,
): Promise<void> {
  const { format, from, to, bom } = options;
  const asked = {
    format,
    ...(from === undefined ? {} : { sourceLang: from }),
    ...(to === undefined ? {} : { targetLang: to }),
  };
  await inSession(options.home, async (client) => {
    const query = new URLSearchParams({ ...asked, ...(bom === true ? { bom: "true" } : {}) });
    const body = bytesOf(await client.ask(`${path}/export?${query.toString()}`));
    if (options.output === undefined) for await (const bytes of body) await print(bytes);
    else {
      const bytes = await writeWhole(options.output, body);
      if (options.json === true) await printJson({ ...what, format, file: options.output, bytes });
    }
    await tellLoss(client, `${path}/loss?${new URLSearchParams(asked).toString()}`, options.lossReport);
  });
}
