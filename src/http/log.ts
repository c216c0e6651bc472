import pino from "pino";
import type { LogLevel } from "../config.js";
import type { Log } from "../workspace/log.js";

/** File descriptor of standard error: standard output is for what a command answers. */
const STANDARD_ERROR = 2;

/** The service's log: a line of JSON for each event, on standard error. It never holds text of segments. */
export function openLog(level: LogLevel): Log {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ fd: STANDARD_ERROR, sync: true }),
  );
}
