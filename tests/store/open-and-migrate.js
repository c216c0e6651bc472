// Opens the database named and closes it.
import process from "node:process";
import { Store } from "../../dist/store/store.js";

Store.open({ path: process.argv[2], tokensOf: () => [] }).close();
