import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { HttpRefusal } from "./http-refusal.js";

/** The names that this machine calls itself by, with any port. */
const OWN_HOST = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i;

/**
 * Who may ask. With a token: who shows it. Without one: programs of this machine, and no web page of another site that a
 * person of this machine visits. Such a page can send requests here, but cannot choose what the browser says of it: a
 * name that it had resolve to this machine stands in `Host`, its own address in `Origin`, its strangeness in
 * `Sec-Fetch-Site` (https://www.w3.org/TR/fetch-metadata/).
 */
export class Access {
  readonly #digest: Buffer | undefined;

  constructor(token: string | undefined) {
    this.#digest = token === undefined ? undefined : digestOf(token);
  }

  /** Refuses a request that may not be answered: 401 without the token; without need of one, 421 and 403 to strangers. */
  check(request: IncomingMessage, path: string): void {
    if (this.#digest === undefined) refuseStrangers(request);
    // Whether the service runs is what probes ask without a token; they are told nothing else.
    else if (path !== "/healthz" && !this.isGranted(request)) throw unauthorized(request);
  }

  /**
   * Refuses a request for a file of the page as {@link check} does, with two exceptions, since those files hold nothing of the
   * home: they are had without the token, which the page then asks for; and a link on another site may lead to the page.
   */
  checkPage(request: IncomingMessage): void {
    if (this.#digest === undefined) refuseStrangers(request, { mayLink: true });
  }

  /** Whether the request shows the token, or none is needed. */
  isGranted(request: IncomingMessage): boolean {
    if (this.#digest === undefined) return true;
    const shown = /^Bearer +([^\s]+) *$/i.exec(request.headers.authorization ?? "")?.[1];
    // Digests are of one length, so that the time taken tells nothing of the token's.
    return shown !== undefined && timingSafeEqual(digestOf(shown), this.#digest);
  }
}

function digestOf(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

function unauthorized(request: IncomingMessage): HttpRefusal {
  const wrong = request.headers.authorization !== undefined;
  const challenge = `Bearer realm="entente"${wrong ? ', error="invalid_token"' : ""}`;
  const message = wrong
    ? "the access token is not the right one"
    : "send the access token as Authorization: Bearer TOKEN";
  return new HttpRefusal(401, "unauthorized", message, { headers: { "WWW-Authenticate": challenge } });
}

function refuseStrangers({ headers, url = "" }: IncomingMessage, { mayLink = false } = {}): void {
  const host = headers.host ?? "";
  if (!OWN_HOST.test(host) || !url.startsWith("/")) {
    throw new HttpRefusal(
      421,
      "misdirected",
      `this server answers as localhost, 127.0.0.1 or [::1] only, not as ${JSON.stringify(host.slice(0, 100))}`,
    );
  }
  const { origin } = headers;
  if (origin !== undefined && origin.toLowerCase() !== `http://${host.toLowerCase()}`) {
    throw new HttpRefusal(403, "foreign-origin", "this server answers no pages of other sites");
  }
  const site = headers["sec-fetch-site"];
  // A person who follows a link sees the page; the site that the link stands on sees nothing of it.
  const followed = headers["sec-fetch-mode"] === "navigate" && headers["sec-fetch-dest"] === "document";
  if (site !== undefined && site !== "same-origin" && site !== "none" && !(mayLink && followed)) {
    throw new HttpRefusal(403, "foreign-origin", "this server answers no pages of other sites");
  }
}
