// Imports units without end into the database named, and says after each transaction how many it has written.
import process from "node:process";
import { Store } from "../../dist/store/store.js";

const tokensOf = ({ text }) =>
  text.split(" ").map((word) => ({ folded: word, stem: word, start: 0, end: word.length }));
const store = Store.open({ path: process.argv[2], tokensOf });
const { id } = store.createJob({ kind: "import", memory: "m" });
const importer = store.importer(id, "m", { onSame: "replace" });
for (let n = 0; ; n += 100) {
  importer.write(
    Array.from({ length: 100 }, (_, i) => ({
      sourceLang: "fr",
      variants: [
        { lang: "fr", segment: { text: `source ${n + i}`, codes: [] }, properties: [], notes: [] },
        { lang: "en", segment: { text: "overwritten", codes: [] }, properties: [], notes: [] },
      ],
      context: {},
      properties: [],
      notes: [],
    })),
  );
  process.stdout.write(`${n + 100}\n`);
}
