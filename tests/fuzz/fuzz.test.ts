import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "@jest/globals";

const run = promisify(execFile);
const command = fileURLToPath(new URL("main.mjs", import.meta.url));

/** Cases of each reader: few, and always the same ones; `npm run fuzz` tries as many others as there is time for. */
const CASES = 200;

test.each(["tmx", "xliff", "tbx", "csv", "jsonl", "validate", "pretranslate"])(
  `${CASES} files gone wrong are read or refused by %s as any file must be`,
  async (reader) => {
    const asked = ["--only", reader, "--cases", String(CASES), "--seed", "7", "--seconds", "60"];
    const { stdout } = await run(process.execPath, [command, ...asked]).catch(
      (error: unknown) => error as { stdout: string },
    );
    expect(stdout).toMatch(new RegExp(`^${reader}: ${CASES} cases of .*; 0 findings\n$`));
  },
);
