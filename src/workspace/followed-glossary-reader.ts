import { FORMAT_HEAD_BYTES } from "../formats/format.js";
import { glossaryFormat, readGlossaryFile } from "../formats/glossary-file.js";
import { languageTag } from "../language.js";
import type { Problem } from "../problem.js";
import type { FollowedContent } from "../store/followed-glossary.js";
import { GlossaryMerge } from "./glossary-merge.js";
import { readChunks, readHead } from "./spool.js";

/**
 * Reads a TBX, CSV or TSV file of the folder `glossary/`. A table without names for its columns, as OmegaT writes them, says
 * its languages in its own name: `terms.en-fr.tsv`. A concept without id gets one from its first term. What a file holds
 * besides its entries is no problem here: nobody writes the file anew, so that stays where it is.
 */
export async function readFollowedGlossary(path: string, name: string): Promise<FollowedContent> {
  const format = glossaryFormat(await readHead(path, FORMAT_HEAD_BYTES), name);
  const merge = new GlossaryMerge("merge");
  const problems: Problem[] = [];
  let titled: { name?: string; note?: string } = {};
  for await (const event of readGlossaryFile(readChunks(path), format, languagesIn(name))) {
    if (event.kind === "concept") merge.take(event.concept);
    else if (event.kind === "header") {
      titled = { ...(event.name && { name: event.name }), ...(event.note && { note: event.note }) };
    } else if (event.problem.unit !== undefined) problems.push(event.problem);
  }
  return { ...titled, concepts: merge.concepts, problems };
}

function languagesIn(name: string): {
  sourceLang?: NonNullable<ReturnType<typeof languageTag>>;
  targetLang?: NonNullable<ReturnType<typeof languageTag>>;
} {
  const [, first = "", second = ""] =
    /(?:^|[._ ])([a-z]{2}(?:-[a-z]{2})?)[-_]([a-z]{2}(?:-[a-z]{2})?)\.\w+$/i.exec(name) ?? [];
  const [sourceLang, targetLang] = [languageTag(first), languageTag(second)];
  return sourceLang === undefined || targetLang === undefined ? {} : { sourceLang, targetLang };
}
