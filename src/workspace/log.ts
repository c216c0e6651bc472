/** Where the application tells what it does: what a pino logger offers, and all that we use of it. */
export interface Log {
  info(fields: object, text: string): void;
  warn(fields: object, text: string): void;
  error(fields: object, text: string): void;
}
