import { Observable } from "./observable.js";

/** The access token, for as long as this tab is open. */

const KEY = "entente.token";

export function token(): string | undefined {
  return sessionStorage.getItem(KEY) ?? undefined;
}

/** Why the reader is being asked for the token; `undefined` while there is no need. */
export const tokenWanted = new Observable<"missing" | "wrong" | undefined>(undefined);

const waiting: (() => void)[] = [];

/** Has the reader asked for the token; resolves when there is another one than `shown`, which was refused. */
export function askForToken(shown: string | undefined): Promise<void> {
  if (token() !== shown) return Promise.resolve();
  tokenWanted.set(shown === undefined ? "missing" : "wrong");
  return new Promise((resolve) => waiting.push(resolve));
}

/** Takes what the reader has given; all who wait try again. */
export function giveToken(given: string): void {
  sessionStorage.setItem(KEY, given.trim());
  tokenWanted.set(undefined);
  for (const resolve of waiting.splice(0)) resolve();
}
