// Adds units to the database named one by one, and says after each that it is kept.
import process from "node:process";
import { Store } from "../../dist/store/store.js";

const store = Store.open({ path: process.argv[2], tokensOf: () => [] });
for (let n = 0; ; n++) {
  const { unit } = store.addUnit("m", {
    sourceLang: "fr",
    variants: [{ lang: "fr", segment: { text: `${process.pid} ${n}`, codes: [] }, properties: [], notes: [] }],
    context: {},
    properties: [],
    notes: [],
  });
  process.stdout.write(`${unit.id}\n`);
}
