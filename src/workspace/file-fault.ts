import { Refusal, type RefusalCode } from "../refusal.js";

/** What lies in a file itself, and stays until somebody changes it. All else (a full disk, a name that is taken) may pass. */
const FAULTS_OF_FILE: ReadonlySet<RefusalCode> = new Set(["malformed", "invalid", "unsupported", "too-large"]);

/** Whether reading the same file again would fail again. */
export function isFaultOfFile(error: unknown): boolean {
  return error instanceof Refusal && FAULTS_OF_FILE.has(error.code);
}
