import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/**
 * Has this thread's garbage collected now. A part of the index is memory that threads share and that none of them counts as its own:
 * one that was merged into another would stay until each thread happened to collect its garbage, and a thread with little
 * to do seldom does. For moments when hundreds of megabytes have just been let go of; takes some hundredths of a second.
 */
export function collectGarbage(): void {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
}
