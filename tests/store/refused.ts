import { Refusal, type RefusalCode } from "../../src/refusal.js";

/** The refusal that `work` ends in; fails where it does not, or with another code. */
export async function refused(code: RefusalCode, work: () => unknown): Promise<Refusal> {
  try {
    await work();
  } catch (error) {
    if (error instanceof Refusal && error.code === code) return error;
    throw error;
  }
  throw new Error(`nothing was refused; ${code} was expected`);
}
