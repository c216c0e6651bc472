import { parentPort, workerData } from "node:worker_threads";
import { Broken, READERS } from "./readers.mjs";

/** The thread that tries cases: whoever gave one ends it where it takes too long. */

const { holds } = READERS[workerData.reader];

/** What went wrong, and a word that is the same whenever the same goes wrong: the message, or where it was thrown. */
function failureOf(error) {
  const said = error instanceof Error ? error : new Error(String(error));
  if (said instanceof Broken) {
    const [what] = said.message.split("\n");
    return { failure: said.message, mark: what.replace(/\d+/g, "0").slice(0, 80) };
  }
  const where = /\/dist\/\S+|\/node_modules\/\S+/.exec(said.stack ?? "")?.[0] ?? "";
  return {
    failure: said.stack ?? said.message,
    mark: `${said.name} at ${where.replace(/.*\/(?=dist|node_modules)/, "")}`,
  };
}

parentPort.on("message", async ({ bytes, name, pieces }) => {
  try {
    parentPort.postMessage({ outcome: await holds(Buffer.from(bytes), { name, pieces }) });
  } catch (error) {
    parentPort.postMessage(failureOf(error));
  }
});
