import { languageTag, type LanguageTag } from "../language.js";
import { Refusal } from "../refusal.js";
import type { UnitContent } from "../unit.js";
import { decodedText } from "./decoded-text.js";
import { lineOf, unitIn } from "./memory-line.js";
import type { ReadEvent } from "./read-event.js";
import { inChunks } from "./text-chunks.js";

/**
 * A whole memory as JSON Lines (https://jsonlines.org), for backup: a head, a line to a unit, and an end that says how many
 * there were, so that a file which was cut off shows it.
 *
 *     {"entente":"memory","version":1,"name":"Client","sourceLang":"fr","targetLang":"en"}
 *     {"sourceLang":"fr","variants":[{"lang":"fr","text":"…"},{"lang":"en","text":"…"}],"context":{"key":"…"}}
 *     {"entente":"end","units":1}
 *
 * Everything that a unit says is there. Its number, which a home gives anew, and the versions that it had before are not.
 */
export interface JsonlOptions {
  readonly name: string;
  readonly sourceLang: LanguageTag;
  readonly targetLang: LanguageTag;
}

const VERSION = 1;

/** The longest line, in UTF-16 units: as the longest `tu` of TMX. */
const MAX_LINE_LENGTH = 4_194_304;

export function writeJsonl(units: Iterable<UnitContent>, options: JsonlOptions): Generator<string> {
  return inChunks(jsonlLines(units, options));
}

function* jsonlLines(units: Iterable<UnitContent>, { name, sourceLang, targetLang }: JsonlOptions): Generator<string> {
  yield `${JSON.stringify({ entente: "memory", version: VERSION, name, sourceLang, targetLang })}\n`;
  let count = 0;
  for (const unit of units) {
    yield `${lineOf(unit)}\n`;
    count += 1;
  }
  yield `${JSON.stringify({ entente: "end", units: count })}\n`;
}

/**
 * The units of JSON Lines in UTF-8. A line that is no unit costs itself only, and is told with the place in it or its path;
 * blank lines are passed over. Refusal "malformed" where the bytes are not UTF-8, "too-large" for an endless line,
 * "unsupported" for a version of the layout that is not known.
 */
export async function* readJsonl(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<ReadEvent> {
  const reading = new JsonlReading();
  let waiting = "";
  for await (const text of decodedText(chunks)) {
    const lines = (waiting + text).split("\n");
    waiting = lines.pop() ?? "";
    for (const line of lines) yield* reading.line(line);
    if (waiting.length > MAX_LINE_LENGTH) throw reading.tooLong();
  }
  if (waiting.trim() !== "") yield* reading.line(waiting);
  yield* reading.end();
}

class JsonlReading {
  #line = 0;
  #units = 0;
  #sawHead = false;
  #isOurs = false;
  #hasEnded = false;

  *line(line: string): Generator<ReadEvent> {
    this.#line += 1;
    if (line.trim() === "") return;
    if (line.length > MAX_LINE_LENGTH) throw this.tooLong();
    const json = parsed(line);
    if ("fault" in json) {
      yield* this.#head({});
      yield this.#problem(json.fault, json.column);
      return;
    }
    const { value } = json;
    if (typeof value === "object" && value !== null && "entente" in value) {
      yield* this.#ownLine(value);
      return;
    }
    yield* this.#head({});
    this.#units += 1;
    const unit = unitIn(value);
    if ("fault" in unit) yield this.#problem(unit.fault, 1);
    else yield { kind: "unit", unit, line: this.#line, column: 1 };
  }

  *#ownLine(value: { readonly entente: unknown }): Generator<ReadEvent> {
    const said = value as Readonly<Record<string, unknown>>;
    if (value.entente === "end") {
      this.#hasEnded = true;
      if (said["units"] !== this.#units) {
        yield this.#problem(`the end says ${String(said["units"])} units, and ${this.#units} were there`, 1, false);
      }
      return;
    }
    if (value.entente !== "memory" || said["version"] !== VERSION) {
      const message = `the file holds ${String(value.entente)} of version ${String(said["version"])}; a memory of version ${VERSION} is read`;
      throw new Refusal("unsupported", message, { line: this.#line, column: 1 });
    }
    this.#isOurs = true;
    yield* this.#head(said);
  }

  *#head(said: Readonly<Record<string, unknown>>): Generator<ReadEvent> {
    if (this.#sawHead) return;
    this.#sawHead = true;
    const tag = (name: string): LanguageTag | undefined => {
      const value = said[name];
      return typeof value === "string" ? languageTag(value) : undefined;
    };
    const [sourceLang, targetLang] = [tag("sourceLang"), tag("targetLang")];
    yield {
      kind: "header",
      ...(sourceLang === undefined ? {} : { sourceLang }),
      ...(targetLang === undefined ? {} : { targetLang }),
    };
  }

  *end(): Generator<ReadEvent> {
    if (this.#line === 0) throw new Refusal("malformed", "the file is empty", { line: 1, column: 1 });
    yield* this.#head({});
    if (!this.#isOurs || this.#hasEnded) return;
    yield this.#problem("the file ends without saying how many units it holds: it was cut off", 1, false);
  }

  tooLong(): Refusal {
    const message = `a line is longer than ${MAX_LINE_LENGTH} UTF-16 units`;
    return new Refusal("too-large", message, { line: this.#line + 1, column: 1 });
  }

  #problem(reason: string, column: number, lost = true): ReadEvent {
    const unit = lost ? { unit: `#${this.#units}` } : {};
    return { kind: "problem", problem: { line: this.#line, column, ...unit, reason }, lost };
  }
}

function parsed(line: string): { readonly value: unknown } | { readonly fault: string; readonly column: number } {
  try {
    return { value: JSON.parse(line) as unknown };
  } catch (error) {
    const said = error instanceof Error ? error.message : "";
    const at = /at position (\d+)/.exec(said)?.[1];
    return { fault: "the line is not JSON from here on", column: at === undefined ? line.length + 1 : Number(at) + 1 };
  }
}
