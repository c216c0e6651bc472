import { InvalidArgumentError, Option } from "commander";
import { readConfig, type CommandLineOptions, type Config } from "../config.js";
import { languageTag, type LanguageTag } from "../language.js";
import { Refusal } from "../refusal.js";
import { Stop } from "./exit-code.js";

/** Options that several commands share, and how their values are read. Commander words the refusals and ends with 2. */

/** What every command but `serve` takes. */
export interface CommonOptions {
  /** Where absent, the environment or the current folder says. */
  readonly home?: string;
  readonly json?: boolean;
}

/** The configuration of this process; an option or variable that cannot be is a wrong call. */
export function configOf(options: CommandLineOptions): Config {
  try {
    return readConfig(options);
  } catch (error) {
    if (error instanceof Refusal) throw new Stop("usage", error.message);
    throw error;
  }
}

export function homeOption(): Option {
  return new Option("--home <folder>", "the folder with glossary/ and tm/ (default: ENTENTE_HOME, else this folder)");
}

export function jsonOption(what: string): Option {
  return new Option("--json", `print ${what}`);
}

export function languageOption(flags: string, description: string): Option {
  return new Option(flags, description).argParser(language);
}

export function countOption(flags: string, description: string, range: { min: number; max: number }): Option {
  return new Option(flags, `${description}, ${range.min} to ${range.max}`).argParser((text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= range.min && value <= range.max) return value;
    throw new InvalidArgumentError(`It is a whole number from ${range.min} to ${range.max}.`);
  });
}

function language(text: string): LanguageTag {
  const tag = languageTag(text);
  if (tag === undefined) throw new InvalidArgumentError("It is a language tag such as fr, en or fr-CA.");
  return tag;
}
