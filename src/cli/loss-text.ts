import { writeFile } from "node:fs/promises";
import type { LossReport } from "../loss.js";
import type { Client } from "./client.js";
import { remark } from "./output.js";

/** Tells what a file that was exported does not hold: in a line for the person at the terminal, all of it in a file. */
export async function tellLoss(client: Client, path: string, file: string | undefined): Promise<void> {
  const report = await client.get<LossReport>(path);
  const { format, units, unitsWithLoss, totals } = report;
  if (unitsWithLoss > 0) {
    const what = Object.entries(totals).map(([name, count]) => `${count} ${name}`);
    remark(`${format} has no room for all of ${unitsWithLoss} of ${units}: ${what.join(", ")}`);
  }
  if (file !== undefined) await writeFile(file, `${JSON.stringify(report, undefined, 2)}\n`);
}
