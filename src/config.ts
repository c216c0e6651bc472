import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Refusal } from "./refusal.js";

/**
 * What the process is told from outside: the command line first, then the environment, then the default. Nothing else
 * reads `process.env`.
 */

export const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

export interface Config {
  /** Absolute path of the home folder. That it is there is for the one who opens it to find. */
  readonly home: string;
  /** An address or name of this machine to listen on. */
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Asked for with every request where present; without it nobody but this machine is listened to. */
  readonly token?: string;
  readonly logLevel: LogLevel;
}

/** Values of the command line, as written there; what is absent was not given. */
export interface CommandLineOptions {
  readonly home?: string | undefined;
  readonly host?: string | undefined;
  readonly port?: string | number | undefined;
}

export const DEFAULT_PORT = 8722;
export const DEFAULT_HOST = "127.0.0.1";

/** Below this a token can be guessed by trying; 16 random letters and digits are 95 bits. */
export const MIN_TOKEN_LENGTH = 16;

/** Longer than any token in use, and short enough for a header. */
const MAX_TOKEN_LENGTH = 1_024;

/** Addresses that only programs of this machine can reach. */
const LOOPBACK: ReadonlySet<string> = new Set(["127.0.0.1", "::1", "localhost"]);

/** The release, as `package.json` states it. */
export const VERSION: string = packageVersion();

/**
 * The configuration of this process. Refuses (`invalid`) the first value that cannot be, naming the option or variable
 * and what would be right; an empty variable counts as absent.
 */
export function readConfig(options: CommandLineOptions = {}, env: NodeJS.ProcessEnv = process.env): Config {
  const home = given("--home", options.home, "ENTENTE_HOME", env);
  const host = hostOf(given("--host", options.host, "ENTENTE_HOST", env));
  const port = portOf(given("--port", options.port, "ENTENTE_PORT", env));
  const token = tokenOf(env["ENTENTE_TOKEN"]);
  const logLevel = logLevelOf(env["ENTENTE_LOG"]);
  if (token === undefined && !LOOPBACK.has(host.value)) {
    throw new Refusal(
      "invalid",
      `${host.name} is ${JSON.stringify(host.value)}, which other machines may reach, and no access token is set; ` +
        `set ENTENTE_TOKEN to a secret of at least ${MIN_TOKEN_LENGTH} characters, or listen on ${DEFAULT_HOST}`,
    );
  }
  const config = { home: resolve(home?.value ?? "."), host: host.value, port, logLevel };
  return token === undefined ? config : { ...config, token };
}

/** A value and where it was given, for the message. */
interface Given {
  readonly name: string;
  readonly value: string;
}

function given(
  option: string,
  value: string | number | undefined,
  variable: string,
  env: NodeJS.ProcessEnv,
): Given | undefined {
  if (value !== undefined) {
    if (value === "") throw new Refusal("invalid", `${option} is empty; give it a value or leave it out`);
    return { name: option, value: String(value) };
  }
  const inherited = env[variable];
  return inherited === undefined || inherited === "" ? undefined : { name: variable, value: inherited };
}

function hostOf(host: Given | undefined): Given {
  if (host === undefined) return { name: "--host", value: DEFAULT_HOST };
  // As an address stands in a URL: `[::1]`.
  const value = host.value.replace(/^\[(.*)\]$/, "$1");
  if (/^[A-Za-z0-9.:_%-]{1,255}$/.test(value) && !/^\d+$/.test(value)) return { name: host.name, value };
  const shown = JSON.stringify(host.value);
  throw new Refusal("invalid", `${host.name} is ${shown}; give an address or name of this machine, as ${DEFAULT_HOST}`);
}

function portOf(port: Given | undefined): number {
  if (port === undefined) return DEFAULT_PORT;
  const value = /^\d{1,5}$/.test(port.value) ? Number(port.value) : NaN;
  if (value <= 65_535) return value;
  const shown = JSON.stringify(port.value);
  throw new Refusal("invalid", `${port.name} is ${shown}; a port is a whole number from 0 to 65535 (0: any free one)`);
}

function tokenOf(token: string | undefined): string | undefined {
  if (token === undefined || token === "") return undefined;
  // The message never shows the token. The characters are those that an Authorization header can carry (RFC 6750, 2.1).
  if (token.length < MIN_TOKEN_LENGTH || token.length > MAX_TOKEN_LENGTH) {
    const bounds = `${MIN_TOKEN_LENGTH} to ${MAX_TOKEN_LENGTH}`;
    throw new Refusal("invalid", `ENTENTE_TOKEN has ${token.length} characters; a token has ${bounds} of them`);
  }
  if (/^[A-Za-z0-9\-._~+/]+=*$/.test(token)) return token;
  throw new Refusal("invalid", "ENTENTE_TOKEN may hold letters, digits and - . _ ~ + / only, with = at its end");
}

function logLevelOf(level: string | undefined): LogLevel {
  if (level === undefined || level === "") return "info";
  const known = LOG_LEVELS.find((name) => name === level);
  if (known !== undefined) return known;
  throw new Refusal("invalid", `ENTENTE_LOG is ${JSON.stringify(level)}; it is one of ${LOG_LEVELS.join(", ")}`);
}

function packageVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  if (typeof manifest === "object" && manifest !== null && "version" in manifest) return String(manifest.version);
  throw new TypeError("package.json names no version");
}
