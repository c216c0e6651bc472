import { readTmx } from "../formats/tmx-reader.js";
import { primaryLanguage, type LanguageTag } from "../language.js";
import { Refusal } from "../refusal.js";
import type { Segment } from "../segment.js";
import { variantFor, type UnitContent } from "../unit.js";
import type { AnsweredSegment } from "./marked-edits.js";
import { Stop } from "./exit-code.js";
import type { Input } from "./input.js";

/** A source with its translation, and where in a file its unit begins. */
export interface Pair {
  readonly source: AnsweredSegment;
  readonly target: AnsweredSegment;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

export interface PairsOptions {
  /** The language pair; where absent, the file's own: its source language, and the first other one met. */
  readonly from: LanguageTag | undefined;
  readonly to: LanguageTag | undefined;
  /** Told of each unit that could not be read and of those left out for want of a language, in one line. */
  readonly problem: (line: string) => void;
}

export interface Pairs {
  readonly sourceLang: LanguageTag;
  readonly targetLang: LanguageTag;
  readonly pairs: readonly Pair[];
}

/** The translated pairs of a TMX file. Refuses a file that is not well-formed and one without such a pair. */
export async function pairsOfTmx(input: Input, { from, to, problem }: PairsOptions): Promise<Pairs> {
  const pairs: Pair[] = [];
  let sourceLang = from;
  let targetLang = to;
  let without = 0;
  try {
    for await (const event of readTmx(input.chunks())) {
      if (event.kind === "problem") {
        const { line, column, unit, reason } = event.problem;
        problem(`${input.name}:${line}:${column}: ${unit === undefined ? "" : `${unit}: `}${reason}`);
      }
      if (event.kind !== "unit") continue;
      sourceLang ??= event.unit.sourceLang;
      targetLang ??= otherLanguage(event.unit, sourceLang);
      const pair = pairOf(event.unit, sourceLang, targetLang);
      if (pair === undefined) without++;
      else pairs.push({ ...pair, file: input.name, line: event.line, column: event.column });
    }
  } catch (error) {
    if (error instanceof Refusal) throw new Refusal(error.code, error.message, { ...error.detail, file: input.name });
    throw error;
  }
  if (sourceLang === undefined || targetLang === undefined || pairs.length === 0) {
    const wanted = `${from ?? "its source language"} and ${to ?? "another"}`;
    throw new Stop("refused", `${input.name}: holds no unit in ${wanted}; --from and --to name the languages`);
  }
  if (without > 0) problem(`${input.name}: ${without} units without ${sourceLang} or ${targetLang} were left out`);
  return { sourceLang, targetLang, pairs };
}

function otherLanguage(unit: UnitContent, lang: LanguageTag): LanguageTag | undefined {
  return unit.variants.find((variant) => primaryLanguage(variant.lang) !== primaryLanguage(lang))?.lang;
}

function pairOf(
  unit: UnitContent,
  sourceLang: LanguageTag,
  targetLang: LanguageTag | undefined,
): { source: AnsweredSegment; target: AnsweredSegment } | undefined {
  const source = variantFor(unit, sourceLang)?.segment;
  const target = targetLang === undefined ? undefined : variantFor(unit, targetLang)?.segment;
  return source === undefined || target === undefined ? undefined : { source: sent(source), target: sent(target) };
}

function sent(segment: Segment): AnsweredSegment {
  return segment.codes.length === 0 ? segment.text : segment;
}
