import { Observable } from "./observable.js";

export type ServerState = "there" | "gone";

/** Whether the server answered when it was last asked. While it does not, it is asked again and again. */
export const serverState = new Observable<ServerState>("there");

/** Between two questions whether the server is back. */
const ASK_AGAIN = 1_500;

let asking: ReturnType<typeof setTimeout> | undefined;

/** Told by whoever asked the server something. */
export function announceServer(state: ServerState): void {
  serverState.set(state);
  if (state === "gone" && asking === undefined) asking = setTimeout(() => void askAgain(), ASK_AGAIN);
}

async function askAgain(): Promise<void> {
  asking = undefined;
  try {
    await fetch("/healthz", { headers: { Accept: "application/json" } });
    announceServer("there");
  } catch {
    announceServer("gone");
  }
}
