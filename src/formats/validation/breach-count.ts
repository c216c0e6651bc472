import { MAX_NAMED_BREACHES, type Breaches, type NamedBreach } from "../../breaches.js";
import { Refusal } from "../../refusal.js";
import { validateXml } from "./validate.js";

/**
 * The rules of its format that a TMX, XLIFF or TBX file breaks; warnings are left to `entente validate`. Refusals as
 * {@link validateXml} has them, "malformed" where the file is not well-formed, and "invalid" with line and column where a
 * breach leaves open what XLIFF 2 means. Of the other formats, which tools write as they like, the readers refuse what they
 * cannot tell apart, and no more.
 */
export async function countBreaches(chunks: AsyncIterable<Uint8Array>): Promise<Breaches> {
  const byRule: Record<string, number> = {};
  const first: NamedBreach[] = [];
  let count = 0;
  let isXliff2 = false;
  for await (const event of validateXml(chunks)) {
    if (event.kind === "document") {
      isXliff2 = event.format === "xliff2";
      continue;
    }
    const { rule, message, line, column, severity, isAmbiguous } = event.breach;
    if (severity !== "error") continue;
    if (rule === "xml.well-formed") throw new Refusal("malformed", message, { line, column });
    if (isAmbiguous && isXliff2) throw new Refusal("invalid", `${message} (${rule})`, { line, column });
    byRule[rule] = (byRule[rule] ?? 0) + 1;
    if (++count <= MAX_NAMED_BREACHES) first.push({ rule, message, line, column });
  }
  return { count, byRule, first };
}
