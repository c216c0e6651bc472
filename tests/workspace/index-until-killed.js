// Adds and removes units in the home named, with an index that makes and merges parts all the time; says each unit.
import { join } from "node:path";
import process from "node:process";
import { setImmediate as nextTurn } from "node:timers/promises";
import { Store } from "../../dist/store/store.js";
import { MatchIndex } from "../../dist/workspace/match-index.js";

const [, , folder] = process.argv;
const database = join(folder, "entente.db");
const store = Store.open({ path: database, tokensOf: () => [] });
const log = { info: () => {}, warn: () => {}, error: () => {} };
const index = await MatchIndex.open({
  store,
  database,
  folder: join(folder, "index"),
  log,
  workHere: { liveUnits: 5, batch: 0 },
});
for (let n = 0; ; n++) {
  const segment = (text) => ({ segment: { text, codes: [] }, properties: [], notes: [] });
  const { unit } = store.addUnit("m", {
    sourceLang: "fr",
    variants: [
      { lang: "fr", ...segment(`le pont ${process.pid} est ouvert ${n}`) },
      { lang: "en", ...segment(`the bridge is open ${n}`) },
    ],
    context: {},
    properties: [],
    notes: [],
  });
  index.refresh(unit.id);
  if (n % 4 === 3) {
    store.deleteUnit(unit.id, 1);
    index.refresh(unit.id);
  }
  process.stdout.write(`${unit.id}\n`);
  await nextTurn();
}
