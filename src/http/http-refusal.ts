/** A fault of what was sent: where, and what is wrong. */
export interface Fault {
  /** A JSON path into the body (`$.segments[3].text`), or the bare name of a query parameter. */
  readonly path: string;
  readonly detail: string;
}

/** What an answer tells beside the words: members of the problem, and headers. */
export interface HttpRefusalDetail {
  readonly path?: string;
  readonly line?: number;
  readonly column?: number;
  /** What is there now, where the caller's version is not it: as a GET would answer. */
  readonly current?: unknown;
  readonly errors?: readonly Fault[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** Thrown where HTTP itself is what the caller got wrong. Refusals of the domain are `Refusal`s, here as elsewhere. */
export class HttpRefusal extends Error {
  override readonly name = "HttpRefusal";
  /** 400 to 499. */
  readonly status: number;
  /** Names the kind of problem in the answer's `type`. */
  readonly code: string;
  readonly detail: HttpRefusalDetail;

  constructor(status: number, code: string, message: string, detail: HttpRefusalDetail = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.detail = detail;
  }
}
