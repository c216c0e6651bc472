import { Refusal, type RefusalCode, type RefusalDetail } from "../refusal.js";

/** A refusal as it goes from thread to thread, which errors cross without their members. */
export interface ToldRefusal {
  readonly code: RefusalCode;
  readonly message: string;
  readonly detail: RefusalDetail;
}

/** What a thread tells of a refusal. Throws whatever else it is given, for that is the thread's own failure. */
export function toldRefusal(error: unknown): ToldRefusal {
  if (!(error instanceof Refusal)) throw error;
  const { cause: _, ...detail } = error.detail;
  return { code: error.code, message: error.message, detail };
}

/** The refusal that a thread has told of. */
export function refusalOf({ code, message, detail }: ToldRefusal): Refusal {
  return new Refusal(code, message, detail);
}
