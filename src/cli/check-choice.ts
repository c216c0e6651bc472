import { InvalidArgumentError, Option, type Command } from "commander";
import { CATEGORIES, SEVERITIES, type Category, type MessageLanguage, type Severity } from "../finding.js";
import type { LanguageTag } from "../language.js";
import { languageOption } from "./options.js";

/** What a reviewer chooses of a check, whatever is checked. */
export interface CheckChoice {
  readonly from?: LanguageTag;
  readonly to?: LanguageTag;
  readonly profile?: string;
  readonly checks?: readonly Category[];
  readonly glossary?: readonly string[];
  readonly subject?: readonly string[];
  readonly acronymsIntroduced?: boolean;
  readonly explain?: boolean;
  readonly showIgnored?: boolean;
  readonly lang: MessageLanguage;
  readonly failOn: Severity;
}

/** Adds the options of a {@link CheckChoice} to a command. */
export function addChoiceOptions(command: Command): Command {
  const listed = (flags: string, description: string): Option =>
    new Option(flags, `${description}, with commas between them or the option repeated`).argParser(commaList);
  return command
    .addOption(languageOption("--from <lang>", "the source language, where the file does not name it"))
    .addOption(languageOption("--to <lang>", "the target language, where the file does not name it"))
    .addOption(
      new Option("--fail-on <severity>", "end with 1 for findings of this severity or above")
        .choices(SEVERITIES)
        .default("minor"),
    )
    .option("--profile <name>", "check as this profile says; the options beside it win")
    .addOption(
      new Option("--checks <categories>", "make these checks only, with commas between them or the option repeated")
        // Named here, so that a wrong one is a wrong call before anything is sent.
        .argParser(categories),
    )
    .addOption(listed("--glossary <ids>", "check against these glossaries only"))
    .addOption(listed("--subject <subjects>", "check the concepts of these subjects only"))
    .option("--acronyms-introduced", "report acronyms that stand before their full name too")
    .option("--explain", "say of each finding by which rule it is one, and what was looked for")
    .option("--show-ignored", "show the findings too that a reviewer ignores, with the reason; they do not count")
    .addOption(new Option("--lang <lang>", "the language of the messages").choices(["en", "fr"]).default("en"));
}

/** The choice as the query of a request about a whole file or memory. */
export function choiceQuery(choice: CheckChoice): Record<string, string> {
  const { from, to, profile, checks, glossary, subject, acronymsIntroduced, explain, showIgnored } = choice;
  return {
    ...(from !== undefined && { sourceLang: from }),
    ...(to !== undefined && { targetLang: to }),
    ...(profile !== undefined && { profile }),
    ...(checks !== undefined && { checks: checks.join(",") }),
    ...(glossary !== undefined && { glossaries: glossary.join(",") }),
    ...(subject !== undefined && { subjects: subject.join(",") }),
    ...(acronymsIntroduced === true && { acronymsIntroduced: "true" }),
    ...(explain === true && { explain: "true" }),
    ...(showIgnored === true && { showIgnored: "true" }),
  };
}

/** The same as members of a `/v1/check`; what is absent stays out of the JSON, and so takes the server's default. */
export function choiceMembers(choice: CheckChoice): object {
  const { from, to, profile, checks, glossary, subject, acronymsIntroduced, explain, showIgnored } = choice;
  return {
    sourceLang: from,
    targetLang: to,
    profile,
    checks,
    glossaries: glossary,
    subjects: subject,
    acronymsIntroduced,
    explain,
    showIgnored,
  };
}

/** `a,b`, and what earlier uses of the option gave. */
export function commaList(text: string, before: readonly string[] = []): string[] {
  const items = text.split(",").map((item) => item.trim());
  if (items.includes("")) throw new InvalidArgumentError("It is a list with commas between the items.");
  return [...before, ...items];
}

function categories(text: string, before: readonly string[] = []): string[] {
  const items = commaList(text, before);
  const unknown = items.find((item) => !(CATEGORIES as readonly string[]).includes(item));
  if (unknown === undefined) return items;
  throw new InvalidArgumentError(`${JSON.stringify(unknown)} is no check; there are ${CATEGORIES.join(", ")}.`);
}
