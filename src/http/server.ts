import { setMaxListeners } from "node:events";
import { createServer, STATUS_CODES, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { VERSION, type Config } from "../config.js";
import { Refusal } from "../refusal.js";
import type { Log } from "../workspace/log.js";
import type { Workspace } from "../workspace/workspace.js";
import { createApp } from "./app.js";

/** A server that answers, until it is stopped. */
export interface RunningServer {
  /** Where it is reached from this machine, without a slash at the end. */
  readonly url: string;
  /** Takes no more requests, finishes those that run, and resolves when all connections are closed. */
  stop(): Promise<void>;
}

/** A caller has this long to send a request's headers: more is not slowness but an attack that holds connections. */
const HEADERS_TIMEOUT = 20_000;

/** A connection on which nothing moves for so long is closed, in either direction. Long files may take as long as they move. */
const IDLE_TIMEOUT = 120_000;

/** Between two requests a connection is kept this long: longer than the usual 60 s of proxies, which close first then. */
const KEEP_ALIVE_TIMEOUT = 65_000;

/** Requests that run when the server stops have this long to end: below the 10 s that container hosts grant. */
const STOP_DEADLINE = 8_000;

/** Starts listening. Refuses (`conflict`, `invalid`) an address that is taken or cannot be had, saying what to do. */
export async function startServer(options: {
  readonly workspace: Workspace;
  readonly config: Omit<Config, "logLevel">;
  readonly log: Log;
}): Promise<RunningServer> {
  const { workspace, config, log } = options;
  const stopping = new AbortController();
  // Each stream of events listens for as long as it is open.
  setMaxListeners(0, stopping.signal);
  const app = createApp({ workspace, token: config.token, log, version: VERSION, stopping: stopping.signal });
  const server = createServer(app);
  server.headersTimeout = HEADERS_TIMEOUT;
  server.requestTimeout = 0;
  server.keepAliveTimeout = KEEP_ALIVE_TIMEOUT;
  server.setTimeout(IDLE_TIMEOUT);
  server.on("clientError", refuseBrokenRequest);
  await listen(server, config);
  const url = urlOf(server, config.host);
  log.info({ url }, "listening");
  const stopAll = (): Promise<void> => {
    const stopped = stop(server, log);
    stopping.abort();
    return stopped;
  };
  return { url, stop: stopAll };
}

function listen(server: Server, { host, port }: { readonly host: string; readonly port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(listenRefusal(error, host, port)));
    server.listen({ host, port }, resolve);
  });
}

function listenRefusal(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const place = `${host.includes(":") ? `[${host}]` : host}:${port}`;
  switch (error.code) {
    case "EADDRINUSE":
      return new Refusal(
        "conflict",
        `${place} is in use by another program; stop it, or choose another port with --port`,
        {
          cause: error,
        },
      );
    case "EACCES":
      return new Refusal(
        "invalid",
        `${place} may not be listened on by this user; choose a port from 1024 up with --port`,
        {
          cause: error,
        },
      );
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return new Refusal("invalid", `${host} is no address of this machine; choose another with --host`, {
        cause: error,
      });
    case undefined:
    default:
      return error;
  }
}

function urlOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  // A server on every address is reached on this machine's own.
  const name = host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "::1" : host;
  return `http://${name.includes(":") ? `[${name}]` : name}:${port}`;
}

/** What is not HTTP never reaches the application; it is answered as everything else is. */
function refuseBrokenRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = error.code === "HPE_HEADER_OVERFLOW" ? 431 : error.code === "ERR_HTTP_REQUEST_TIMEOUT" ? 408 : 400;
  const title = STATUS_CODES[status] ?? "Bad Request";
  const detail =
    status === 431 ? "the headers are longer than 16 KiB" : "this is no HTTP request, or one that breaks off";
  const body = JSON.stringify({ type: "urn:entente:problem:malformed", title, status, detail });
  const headers = [
    `HTTP/1.1 ${status} ${title}`,
    "Content-Type: application/problem+json; charset=utf-8",
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Connection: close",
  ];
  socket.end(`${headers.join("\r\n")}\r\n\r\n${body}`);
}

async function stop(server: Server, log: Log): Promise<void> {
  // A connection that has just carried its last answer would be kept alive, and waited for.
  server.prependListener("request", (_request, response) => response.setHeader("Connection", "close"));
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  const deadline = setTimeout(() => {
    log.warn({ afterMs: STOP_DEADLINE }, "requests were cut off: they did not end in time");
    server.closeAllConnections();
  }, STOP_DEADLINE);
  try {
    await new Promise<void>((resolve) => server.close(() => resolve()));
  } finally {
    clearInterval(sweep);
    clearTimeout(deadline);
  }
}
