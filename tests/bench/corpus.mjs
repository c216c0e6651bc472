import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";

/**
 * The pairs of a file with English, a tab and French on each line (`.tsv`, `.tsv.gz`), in documents of `size`, from the top
 * again where the file has fewer than `count`.
 */
export async function* documentsOfCorpus(file, { count, size }) {
  let document = [];
  for (let left = count; left > 0;) {
    const before = left;
    for await (const line of linesOf(file)) {
      const [en, fr] = line.split("\t");
      if (en === undefined || fr === undefined) continue;
      document.push({ en, fr });
      left--;
      if (document.length === size || left === 0) {
        yield document;
        document = [];
      }
      if (left === 0) break;
    }
    if (left === before) throw new Error(`${file} has no line with a tab`);
  }
}

function linesOf(file) {
  const bytes = createReadStream(file);
  const input = file.endsWith(".gz") ? bytes.pipe(createGunzip()) : bytes;
  return createInterface({ input, crlfDelay: Infinity });
}
