import express, { type Express, type NextFunction, type Request, type Response } from "express";
import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Log } from "../workspace/log.js";
import type { Workspace } from "../workspace/workspace.js";
import { Access } from "./access.js";
import { accept } from "./faults.js";
import { HttpRefusal } from "./http-refusal.js";
import { readJson } from "./json-body.js";
import { MAX_TARGET_LENGTH } from "./limits.js";
import { Metrics } from "./metrics.js";
import { describeRoutes } from "./openapi.js";
import { problemOf } from "./problem-details.js";
import { readQuery } from "./query.js";
import type { Route } from "./route.js";
import { candidateRoutes } from "./routes/candidates.js";
import { checkFileRoutes } from "./routes/check-file.js";
import { checkRoutes } from "./routes/check.js";
import { concordanceRoutes } from "./routes/concordance.js";
import { glossaryFileRoutes } from "./routes/glossary-files.js";
import { glossaryRoutes } from "./routes/glossaries.js";
import { healthRoutes } from "./routes/health.js";
import { ignoreRoutes } from "./routes/ignores.js";
import { jobRoutes } from "./routes/jobs.js";
import { matchRoutes } from "./routes/match.js";
import { memoryRoutes } from "./routes/memories.js";
import { metricsRoutes } from "./routes/metrics.js";
import { profileRoutes } from "./routes/profiles.js";
import { termRoutes } from "./routes/terms.js";
import { xliffRoutes } from "./routes/xliff.js";
import { unitRoutes } from "./routes/units.js";
import { validateRoutes } from "./routes/validate.js";
import { send } from "./send.js";
import { sendSiteFile, Site } from "./site.js";

export interface AppOptions {
  readonly workspace: Workspace;
  /** What a caller must show; without it only this machine is answered. */
  readonly token?: string | undefined;
  readonly log: Log;
  /** The release. */
  readonly version: string;
  /** Says that the server is to stop: answers without an end then end. */
  readonly stopping?: AbortSignal;
}

/** Every route of the contract that there is. */
export function allRoutes(
  { workspace, token, version }: Omit<AppOptions, "log">,
  metrics = new Metrics(workspace, version),
): Route[] {
  return [
    ...metricsRoutes(metrics),
    ...healthRoutes(workspace, new Access(token), version),
    ...memoryRoutes(workspace, version),
    ...unitRoutes(workspace),
    ...jobRoutes(workspace),
    ...matchRoutes(workspace),
    ...concordanceRoutes(workspace),
    ...glossaryRoutes(workspace),
    ...glossaryFileRoutes(workspace, version),
    ...termRoutes(workspace),
    ...candidateRoutes(workspace),
    ...checkRoutes(workspace),
    ...checkFileRoutes(workspace, version),
    ...xliffRoutes(workspace),
    ...ignoreRoutes(workspace),
    ...profileRoutes(workspace),
    ...validateRoutes(workspace),
  ];
}

/** The application over HTTP: HTTP to workspace and back, and nothing else. */
export function createApp(options: AppOptions): Express {
  const { workspace, token, log, version, stopping } = options;
  const access = new Access(token);
  const metrics = new Metrics(workspace, version);
  const routes = described(allRoutes(options, metrics), { version, secured: token !== undefined });
  const site = Site.read();
  const app = express();
  app.disable("x-powered-by").disable("etag").set("query parser", false).enable("case sensitive routing");
  app.use((request, response, next) => {
    secure(response);
    logged(request, response, log);
    if (request.url.length > MAX_TARGET_LENGTH) {
      throw new HttpRefusal(414, "too-large", `the address has more than ${MAX_TARGET_LENGTH} characters`);
    }
    const file = site.fileFor(request, request.path);
    if (file === undefined) access.check(request, request.path);
    else access.checkPage(request);
    if (file === undefined) next();
    else sendSiteFile(request, response, file);
  });
  for (const route of routes) register(app, route, { metrics, stopping });
  for (const [path, allowed] of methodsByPath(routes)) {
    app.all(expressPath(path), (request, response) => otherMethod(request, response, allowed));
  }
  app.use((request) => {
    const shown = JSON.stringify(request.path.slice(0, 100));
    throw new HttpRefusal(404, "not-found", `there is nothing at ${shown}; /openapi.json lists what there is`);
  });
  app.use((error: unknown, request: Request, response: Response, _next: NextFunction) =>
    fail(error, request, response, log),
  );
  return app;
}

/** The routes with two more: the description of them all, and an entrance that names it. */
function described(routes: readonly Route[], as: { readonly version: string; readonly secured: boolean }): Route[] {
  const answer = z.looseObject({}).meta({ description: "An OpenAPI 3.1 document." });
  const description: Route = {
    method: "get",
    path: "/openapi.json",
    summary: "This description",
    answer,
    handle: () => ({ json: document }),
  };
  const document = describeRoutes([...routes, description], as);
  return [...routes, description, entrance(as.version)];
}

/** What a program finds that comes without knowing anything; a browser gets the page. */
function entrance(version: string): Route {
  const json = { name: "Entente", version, description: "/openapi.json", health: "/healthz" };
  return { method: "get", path: "/", summary: "Where to go from here", handle: () => ({ json }) };
}

const NO_QUERY = z.strictObject({});

function register(
  app: Express,
  route: Route,
  { metrics, stopping }: { readonly metrics: Metrics; readonly stopping: AbortSignal | undefined },
): void {
  app[route.method](expressPath(route.path), async (request: Request, response: Response) => {
    metrics.watch(response, request.method, route.path);
    const query = accept(route.query ?? NO_QUERY, readQuery(request.url), "query");
    const body = route.body === undefined ? undefined : accept(route.body, await readJson(request), "body");
    const reply = await route.handle({ params: request.params as Record<string, string>, query, body, request });
    await send(request, response, reply, { status: reply.status ?? route.status ?? 200, stopping });
  });
}

/** `/v1/units/{id}` as Express writes it: `/v1/units/:id`. */
function expressPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ":$1");
}

function methodsByPath(routes: readonly Route[]): Map<string, string> {
  const paths = new Map<string, string[]>();
  for (const { path, method } of routes) {
    const methods = method === "get" ? ["GET", "HEAD"] : [method.toUpperCase()];
    paths.set(path, [...(paths.get(path) ?? []), ...methods]);
  }
  return new Map([...paths].map(([path, methods]) => [path, [...methods, "OPTIONS"].join(", ")]));
}

function otherMethod(request: Request, response: Response, allowed: string): void {
  if (request.method !== "OPTIONS") {
    const message = `${request.method} is not a method of ${request.path}; it has ${allowed}`;
    throw new HttpRefusal(405, "method-not-allowed", message, { headers: { Allow: allowed } });
  }
  void send(request, response, { headers: { Allow: allowed } }, { status: 204 });
}

/** But for the page, nothing here may be run, framed, sniffed, kept or told on. */
function secure(response: Response): void {
  response.setHeader("X-Content-Type-Options", "nosniff");
  response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
  response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
  response.setHeader("Referrer-Policy", "no-referrer");
  response.setHeader("Cache-Control", "no-store");
}

const REQUEST_ID = "X-Request-Id";

/** Characters of a path in the log: our own are shorter, and others need not fill it. */
const MAX_LOGGED_PATH = 200;

/** One line a request, without its query: that holds texts. */
function logged(request: Request, response: Response, log: Log): void {
  const id = randomUUID();
  const { method, path } = request;
  const started = performance.now();
  response.setHeader(REQUEST_ID, id);
  // Writing to somebody who has left is no failure of ours.
  response.on("error", () => {});
  response.on("close", () => {
    const ms = Math.round(performance.now() - started);
    const asked = { request: id, method, path: path.slice(0, MAX_LOGGED_PATH) };
    if (response.writableFinished) log.info({ ...asked, status: response.statusCode, ms }, "answered");
    else log.info({ ...asked, ms }, "the caller left before the end");
  });
}

async function fail(error: unknown, request: Request, response: Response, log: Log): Promise<void> {
  const id = String(response.getHeader(REQUEST_ID));
  const callerLeft = request.destroyed && !request.complete;
  const { problem, headers } = problemOf(error, id);
  if (problem.status >= 500 && !callerLeft) log.error({ request: id, err: error }, "a request failed");
  if (response.headersSent || callerLeft) {
    // A body that was begun cannot become a problem; cut short, it is at least seen to be incomplete.
    response.destroy();
    return;
  }
  for (const name of ["ETag", "Content-Disposition", "Location"]) response.removeHeader(name);
  response.setHeader("Cache-Control", "no-store");
  response.setHeader("Content-Type", "application/problem+json; charset=utf-8");
  await send(request, response, { json: problem, headers }, { status: problem.status });
}
