import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";

/** One event of a stream (https://html.spec.whatwg.org/multipage/server-sent-events.html). */
export interface ServerEvent {
  /** What `addEventListener` is given. */
  readonly event: string;
  /** What a client that comes back says it has seen last. */
  readonly id: string;
  /** Sent as one line of JSON. */
  readonly data: unknown;
}

/** Gives events until there are no more, or `signal` says that nobody listens any longer. */
export type EventSource = (signal: AbortSignal) => AsyncIterable<ServerEvent>;

/** Silence after which a comment is sent, in milliseconds: proxies cut connections on which nothing moves for a minute, some sooner. */
const HEARTBEAT = 15_000;

/** How long a client waits before it comes back, in milliseconds. */
const RETRY = 2_000;

/**
 * Sends events as they come until their end, the caller's leaving or the server's stop. Nothing on the way may hold them
 * back: nginx goes by a header of its own, others by `no-transform`.
 */
export async function sendEvents(
  request: IncomingMessage,
  response: ServerResponse,
  events: EventSource,
  stopping: AbortSignal,
): Promise<void> {
  response.setHeader("Content-Type", "text/event-stream; charset=utf-8");
  response.setHeader("Cache-Control", "no-store, no-transform");
  response.setHeader("X-Accel-Buffering", "no");
  if (request.method === "HEAD") {
    response.end();
    return;
  }
  const left = new AbortController();
  const leave = (): void => left.abort();
  response.once("close", leave);
  stopping.addEventListener("abort", leave, { once: true });
  if (stopping.aborted || response.destroyed) leave();
  const heart = setInterval(() => response.write(": still here\n\n"), HEARTBEAT);
  try {
    let begun = false;
    for await (const event of events(left.signal)) {
      if (left.signal.aborted) break;
      const text = `${begun ? "" : `retry: ${RETRY}\n`}event: ${event.event}\nid: ${event.id}\ndata: ${JSON.stringify(event.data)}\n\n`;
      begun = true;
      if (!response.write(text)) await once(response, "drain", { signal: left.signal }).catch(() => undefined);
    }
  } finally {
    clearInterval(heart);
    response.off("close", leave);
    stopping.removeEventListener("abort", leave);
  }
  response.end();
}
