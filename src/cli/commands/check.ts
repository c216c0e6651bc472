import { Option, type Command } from "commander";
import { SEVERITIES, type Severity } from "../../finding.js";
import { addChoiceOptions, commaList, type CheckChoice } from "../check-choice.js";
import { fileSubject, memorySubject, REPORTS, type Report, type Subject } from "../check-subject.js";
import { checkSubjects } from "../check-subjects.js";
import { checkTexts, type Texts } from "../check-texts.js";
import { EXIT_CODES, Stop } from "../exit-code.js";
import type { Counts } from "../finding-text.js";
import { inputFrom } from "../input.js";
import { homeOption, jsonOption, type CommonOptions } from "../options.js";
import { deliveryOf, type ReportWish } from "../report-delivery.js";
import { inSession } from "../session.js";

interface CheckOptions extends CommonOptions, CheckChoice {
  readonly source?: string;
  readonly target?: string;
  readonly againstMemories?: readonly string[] | true;
  readonly memory?: string;
  readonly name?: string;
  readonly report?: Report;
  readonly output?: string;
}

export function addCheck(program: Command): void {
  const command = program
    .command("check")
    .summary("check a translation: official names, numbers, codes, consistency, typography")
    .description(
      "Checks translations and prints the findings, a file's as FILE:LINE:COLUMN, or writes a report. Each file is one " +
        "document: what is judged across a document is judged within it.",
    )
    .argument("[file...]", "XLIFF, TMX, CSV or TSV files; - reads standard input")
    .option("--source <text>", "check one segment: its source")
    .option("--target <text>", "check one segment: its translation")
    .addOption(
      new Option(
        "--against-memories [ids]",
        "with --source: report too where these memories (all, where none is named) translate the same segment otherwise",
      ).argParser(commaList),
    )
    .option("--memory <id>", "check a whole memory")
    .addOption(
      new Option("--report <kind>", "write a report; xliff is the file itself with a note for each finding").choices(
        REPORTS,
      ),
    )
    .option("-o, --output <file>", "the file to write the report to, or a folder/ for the reports on several files")
    .option("--name <name>", "what standard input is called in reports; .csv or .tsv at its end tells a table");
  addChoiceOptions(command)
    .addOption(jsonOption("the same as --report json"))
    .addOption(homeOption())
    .addHelpText(
      "after",
      `
Examples:
  entente check translation.xlf --fail-on major
  entente check *.xlf --report html -o reports/
  entente check translation.xlf --report xliff -o annotated.xlf
  entente check pairs.csv --from fr --to en --report sarif -o findings.sarif
  entente check --from fr --to en --source "Le COPS s’est réuni." --target "The COPS met." --explain
  entente check --memory client --checks term-missing,number-mismatch --report csv -o client.csv
  entente check - --report json < translation.tmx`,
    )
    .action(check);
}

async function check(files: string[], options: CheckOptions): Promise<void> {
  const { report, json, output, home } = options;
  if (json === true && report !== undefined && report !== "json") {
    throw new Stop("usage", `--json and --report ${report}: choose one`);
  }
  const kind: ReportWish["report"] = json === true ? "json" : (report ?? "text");
  const texts = textsOf(files, options);
  if (texts !== undefined) {
    if (!["json", "text"].includes(kind) || output !== undefined) {
      throw new Stop(
        "usage",
        "a report is about files or a memory; one segment's findings are printed, or JSON with --json",
      );
    }
    const wish = {
      json: kind === "json",
      ...(options.againstMemories !== undefined && { againstMemories: options.againstMemories }),
    };
    endWith(await inSession(home, (client) => checkTexts(client, texts, options, wish)), options.failOn);
    return;
  }
  const subjects = await subjectsOf(files, options);
  // Before a home is opened: what cannot be is said at once.
  const delivery = deliveryOf(subjects, { report: kind, ...(output !== undefined && { output }) });
  const { checked, failed } = await inSession(home, (client) => checkSubjects(client, subjects, delivery));
  endWith(checked, options.failOn);
  if (failed !== undefined) process.exitCode = EXIT_CODES[failed];
}

/** The segment that the command holds; `undefined` where files or a memory are to be checked. */
function textsOf(files: readonly string[], options: CheckOptions): Texts | undefined {
  const { source, target, from, to, memory, againstMemories } = options;
  const ways = [files.length > 0, source !== undefined || target !== undefined, memory !== undefined];
  if (ways.filter(Boolean).length !== 1) {
    throw new Stop("usage", "name files, or --source and --target, or a --memory");
  }
  if (source === undefined && target === undefined) {
    if (againstMemories !== undefined) throw new Stop("usage", "--against-memories goes with --source and --target");
    return undefined;
  }
  if (source === undefined || target === undefined) throw new Stop("usage", "--source and --target go together");
  if (from === undefined || to === undefined) throw new Stop("usage", "name the languages: --from LANG --to LANG");
  return { source, target };
}

async function subjectsOf(files: readonly string[], options: CheckOptions): Promise<Subject[]> {
  const { memory, name, report, ...choice } = options;
  if (memory !== undefined) {
    if (report === "xliff") throw new Stop("usage", "a memory has no file to annotate; choose another report");
    return [memorySubject(memory, choice)];
  }
  const standard = files.filter((file) => file === "-").length;
  if (standard > 1) throw new Stop("usage", "standard input (-) can be read once only");
  if (name !== undefined && standard === 0) throw new Stop("usage", "--name names standard input (-)");
  const subjects: Subject[] = [];
  for (const file of files) {
    const named = file === "-" && name !== undefined ? { ...choice, name } : choice;
    subjects.push(fileSubject(await inputFrom(file), named));
  }
  return subjects;
}

/** Findings as grave as the user minds are for someone to look at. */
function endWith({ bySeverity }: Counts, failOn: Severity): void {
  const grave = SEVERITIES.slice(SEVERITIES.indexOf(failOn));
  if (grave.some((severity) => bySeverity[severity] > 0)) process.exitCode = EXIT_CODES.attention;
}
