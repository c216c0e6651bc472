import { parentPort, workerData } from "node:worker_threads";
import { importBatches, type ImportBatch, type ImportSource } from "./import-batches.js";
import { toldRefusal, type ToldRefusal } from "./thread-refusal.js";

/** The thread that reads a file for the one that writes it: it parses and prepares units. */

/** What it says. */
export type ReaderMessage =
  | { readonly kind: "batch"; readonly batch: ImportBatch }
  | { readonly kind: "end" }
  | { readonly kind: "refused"; readonly refusal: ToldRefusal };

/** Batches that may wait to be written: so many that neither thread waits for the other's slow moments. */
const BATCHES_AHEAD = 2;

const port = parentPort;
if (port !== null) await read(workerData as ImportSource, port);

/** Sends the batches of a file; each message that comes back is for one that was written. */
async function read(source: ImportSource, to: NonNullable<typeof port>): Promise<void> {
  const send = (message: ReaderMessage, transferred: readonly ArrayBuffer[] = []): void =>
    to.postMessage(message, transferred);
  let waiting = 0;
  let wake = (): void => undefined;
  to.on("message", () => {
    waiting -= 1;
    wake();
  });
  try {
    for await (const batch of importBatches(source)) {
      const { tokens, words } = batch;
      send(
        { kind: "batch", batch },
        [tokens.numbers, tokens.ends, words.bytes, words.ends].map(({ buffer }) => buffer),
      );
      for (waiting += 1; waiting > BATCHES_AHEAD;) await new Promise<void>((resolve) => (wake = resolve));
    }
    send({ kind: "end" });
  } catch (error) {
    send({ kind: "refused", refusal: toldRefusal(error) });
  }
  to.close();
}
