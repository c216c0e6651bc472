import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Store } from "../../src/store/store.js";
import { tokensOf } from "./sample-units.js";
import { storeContract } from "./store.contract.js";

storeContract("SQLite", () => {
  const folder = mkdtempSync(join(tmpdir(), "entente-store-"));
  const opened: Store[] = [];
  return {
    open() {
      const store = Store.open({ path: join(folder, "entente.db"), tokensOf });
      opened.push(store);
      return store;
    },
    remove() {
      for (const store of opened) store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
});
