import { existsSync, statSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { bytesOf, writeWhole } from "./answer-body.js";
import type { Report, Subject } from "./check-subject.js";
import { Stop } from "./exit-code.js";
import { joined, reportText, type Checked, type FileReport } from "./file-report.js";
import { countsText, numbered } from "./finding-text.js";
import { print, printLine, remark } from "./output.js";

/** What the user wants of the reports. */
export interface ReportWish {
  /** `text` is for a person at a terminal. */
  readonly report: Report | "text";
  /** A file, or a folder that takes a report for each; standard output where absent. */
  readonly output?: string;
}

/** Takes each answer as it comes to where it is wanted, and what is about all of them at the end. */
export interface Delivery {
  /** The report to ask the server for. */
  readonly asks: Report;
  take(answer: Response, subject: Subject, checked: Checked): Promise<void>;
  end(checked: Checked): Promise<void>;
}

/** Problems shown of one file; `--report json` has the first thousand. A terminal is no place for more. */
const SHOWN_PROBLEMS = 20;

/** How the reports on some subjects reach the user. Refuses what cannot be, and what would cost a file. */
export function deliveryOf(subjects: readonly Subject[], { report, output }: ReportWish): Delivery {
  if (report === "text" && output !== undefined) {
    throw new Stop(
      "usage",
      "--output takes a report: choose which with --report json, html, csv, sarif, junit or xliff",
    );
  }
  if (report === "text") return new TextDelivery(subjects.length);
  refuseLoss(subjects, report, output);
  if (output !== undefined && isFolder(output)) return new FolderDelivery(report, output);
  if (report === "json") return new JsonDelivery(output);
  if (subjects.length > 1) {
    throw new Stop("usage", `each file has a ${report} report of its own: name a folder for them, --output FOLDER/`);
  }
  return new SingleDelivery(report, output);
}

/** `reports/` is one whether it is there or not. */
function isFolder(path: string): boolean {
  return /[\\/]$/.test(path) || (existsSync(path) && statSync(path).isDirectory());
}

/** Refuses to write over what is checked, and two reports into one file. */
function refuseLoss(subjects: readonly Subject[], report: Report, output: string | undefined): void {
  if (output === undefined) return;
  const inFolder = isFolder(output);
  const names = new Set<string>();
  for (const { name, path } of subjects) {
    const plain = basename(name);
    const written = inFolder ? join(output, plain) : output;
    // Only an annotated XLIFF keeps its name in a folder; other reports have an ending of their own.
    if (path !== undefined && (!inFolder || report === "xliff") && resolve(written) === resolve(path)) {
      throw new Stop("usage", `${written} is the file to check; write the report elsewhere`);
    }
    if (inFolder && names.has(plain)) {
      throw new Stop("usage", `two files are called ${plain}, and would have one report; check them one by one`);
    }
    names.add(plain);
  }
}

class TextDelivery implements Delivery {
  readonly asks = "json";
  readonly #of: number;
  #taken = 0;

  constructor(of: number) {
    this.#of = of;
  }

  async take(answer: Response, subject: Subject, checked: Checked): Promise<void> {
    this.#taken++;
    const report = (await answer.json()) as FileReport;
    const { problems = [] } = report;
    for (const { file, line, column, unit, reason } of problems.slice(0, SHOWN_PROBLEMS)) {
      remark(`${file}:${line}:${column}: ${unit === undefined ? "" : `${unit}: `}${reason}`);
    }
    const more = checked.problems - Math.min(SHOWN_PROBLEMS, problems.length);
    if (more > 0) remark(`${subject.name}: ${more} more problems; --report json lists them`);
    for (const text of reportText(report, subject.kind)) await print(text);
    if (this.#of > 1) await printLine(`${subject.name}: ${countsText(checked)}`);
  }

  end(checked: Checked): Promise<void> {
    const files = this.#of === 1 ? "" : ` (${this.#taken} of ${this.#of} files)`;
    return printLine(`${countsText(checked)}${files}`);
  }
}

/** One report on all subjects together. */
class JsonDelivery implements Delivery {
  readonly asks = "json";
  readonly #output: string | undefined;
  readonly #reports: FileReport[] = [];

  constructor(output: string | undefined) {
    this.#output = output;
  }

  async take(answer: Response): Promise<void> {
    this.#reports.push((await answer.json()) as FileReport);
  }

  async end(checked: Checked): Promise<void> {
    if (this.#reports.length === 0) return;
    const text = `${JSON.stringify(joined(this.#reports), undefined, 2)}\n`;
    if (this.#output === undefined) return print(text);
    await writeWhole(this.#output, [text]);
    await printLine(`${this.#output}: ${countsText(checked)}`);
  }
}

/** One report, as the server writes it. */
class SingleDelivery implements Delivery {
  readonly asks: Report;
  readonly #output: string | undefined;

  constructor(asks: Report, output: string | undefined) {
    this.asks = asks;
    this.#output = output;
  }

  async take(answer: Response, subject: Subject, checked: Checked): Promise<void> {
    tellUnread(subject, checked);
    if (this.#output === undefined) {
      for await (const bytes of bytesOf(answer)) await print(bytes);
      return;
    }
    await writeWhole(this.#output, bytesOf(answer));
    await printLine(`${this.#output}: ${countsText(checked)}`);
  }

  async end(): Promise<void> {}
}

/** A report for each, called as the server calls it. */
class FolderDelivery implements Delivery {
  readonly asks: Report;
  readonly #folder: string;

  constructor(asks: Report, folder: string) {
    this.asks = asks;
    this.#folder = folder;
  }

  async take(answer: Response, subject: Subject, checked: Checked): Promise<void> {
    tellUnread(subject, checked);
    await mkdir(this.#folder, { recursive: true });
    const path = join(this.#folder, fileNameOf(answer) ?? `${basename(subject.name)}.${this.asks}`);
    await writeWhole(path, bytesOf(answer));
    await printLine(`${path}: ${countsText(checked)}`);
  }

  async end(): Promise<void> {}
}

/** Some reports have no place for what could not be read. */
function tellUnread({ name }: Subject, { problems }: Checked): void {
  if (problems > 0) remark(`${name}: ${numbered(problems, "unit")} could not be read wholly; --report json says why`);
}

/** The name that an answer gives its file (RFC 6266); never more than a name. */
function fileNameOf(answer: Response): string | undefined {
  const header = answer.headers.get("content-disposition") ?? "";
  const [, extended] = /filename\*=UTF-8''([^;\s]+)/i.exec(header) ?? [];
  const [, plain] = /filename="([^"]*)"/i.exec(header) ?? [];
  const name = basename(extended === undefined ? (plain ?? "") : decodeURIComponent(extended));
  return name === "" || name === "." || name === ".." ? undefined : name;
}
