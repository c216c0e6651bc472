import type { IncomingMessage } from "node:http";
import type { z } from "zod";
import type { EventSource } from "./event-stream.js";

/**
 * A route is a value: what it takes, what it answers and the function between. One table of them makes the server
 * (`app.ts`) and its description (`openapi.ts`), so that neither can say what the other does not do.
 */

export type Method = "get" | "post" | "put" | "patch" | "delete";

/** The names in braces of a path: `"id" | "concept"` of `/v1/glossaries/{id}/concepts/{concept}`. */
type ParamsOf<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParamsOf<Rest>
  : never;

/** JSON as an answer may hold it: nobody changes it on the way out. */
type Frozen<Value> = Value extends readonly (infer Item)[]
  ? readonly Frozen<Item>[]
  : Value extends object
    ? { readonly [Key in keyof Value]: Frozen<Value[Key]> }
    : Value;

/** A request that has passed its route's schemas. */
export interface Call<Param extends string = string, Query = unknown, Body = unknown> {
  readonly params: Readonly<Record<Param, string>>;
  readonly query: Query;
  readonly body: Body;
  /** The request itself, for its headers, and for its body where the route takes a file. */
  readonly request: IncomingMessage;
}

/** A file: written as it is sent, in UTF-8, or bytes in whatever encoding they are, at hand or `size` of them on disk. */
export type FileReply = { readonly contentType: string; readonly fileName: string } & (
  | { readonly chunks: Iterable<string> }
  | { readonly bytes: Uint8Array }
  | { readonly path: string; readonly size: number }
);

/** What a route answers. */
export interface Reply<Json = unknown> {
  /** The route's own where absent. */
  readonly status?: number;
  readonly json?: Json;
  readonly file?: FileReply;
  /** A text that is for programs to read at once and not for people to save. */
  readonly text?: { readonly contentType: string; readonly text: string };
  readonly events?: EventSource;
  readonly etag?: string;
  /** True where the answer holds more than its ETag stands for, so that the caller cannot have it already. */
  readonly alwaysSent?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

/** How a route is declared; {@link route} makes a {@link Route} of it. */
interface Declaration<
  Path extends string,
  Query extends z.ZodObject,
  Body extends z.ZodType,
  Answer extends z.ZodType,
> {
  readonly method: Method;
  readonly path: Path;
  readonly summary: string;
  readonly description?: string;
  /** What each name in the path stands for. */
  readonly params?: Readonly<Record<ParamsOf<Path>, string>>;
  readonly query?: Query;
  readonly body?: Body;
  /** Whether the body is a file, raw or as the part `file` of a form. */
  readonly upload?: boolean;
  /** The status of success, 200 where absent; further ones that may be answered instead, with when. */
  readonly status?: number;
  readonly otherStatuses?: Readonly<Record<number, string>>;
  readonly answer?: Answer;
  /** Media types of a file that is answered in the place of JSON. */
  readonly fileTypes?: readonly string[];
  /** What is answered with 202 where the caller prefers not to wait (`Prefer: respond-async`). */
  readonly later?: z.ZodType;
  /** Which header must say on what version a change builds. */
  readonly condition?: "If-Match" | "If-Match or If-None-Match";
  /** Whether a GET is answered with an ETag that `If-None-Match` is compared with. */
  readonly revalidates?: boolean;
  handle(
    call: Call<ParamsOf<Path>, z.output<Query>, z.output<Body>>,
  ): Reply<Frozen<z.input<Answer>>> | Promise<Reply<Frozen<z.input<Answer>>>>;
}

/** A declared route, its types forgotten: what server and description are made from. */
export interface Route extends Omit<Declaration<string, z.ZodObject, z.ZodType, z.ZodType>, "handle" | "params"> {
  readonly params?: Readonly<Record<string, string>>;
  handle(call: Call): Reply | Promise<Reply>;
}

/** Declares a route. The handler's types follow from the path and the schemas. */
export function route<
  const Path extends string,
  Query extends z.ZodObject = z.ZodObject,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodNever,
>(declaration: Declaration<Path, Query, Body, Answer>): Route {
  return declaration;
}
