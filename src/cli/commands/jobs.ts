import type { Command } from "commander";
import type { Job } from "../../job.js";
import type { Client } from "../client.js";
import { EXIT_CODES, Stop } from "../exit-code.js";
import { countOption, homeOption, jsonOption, type CommonOptions } from "../options.js";
import { printJson, printLine } from "../output.js";
import { progress } from "../progress.js";
import { inSession } from "../session.js";

interface JobsOptions extends CommonOptions {
  readonly cancel?: string;
  readonly runAgain?: string;
  readonly limit: number;
}

/** Jobs listed where no number is asked for: about a screen. */
const SHOWN_JOBS = 20;

export function addJobs(program: Command): void {
  program
    .command("jobs")
    .summary("list jobs, cancel one, or run one again")
    .description(
      "Lists the jobs, newest first; shows one with its problems; cancels one; or runs one again to its end.",
    )
    .argument("[id]", "show this job, with the places and reasons of its problems")
    .option("--cancel <id>", "cancel a job that waits or runs: nothing of it stays")
    .option("--run-again <id>", "run a job again that was interrupted, was cancelled or failed, and wait for its end")
    .addOption(countOption("--limit <count>", "jobs to list", { min: 1, max: 1000 }).default(SHOWN_JOBS))
    .addOption(jsonOption("one line of JSON a job"))
    .addOption(homeOption())
    .addHelpText(
      "after",
      `
Examples:
  entente jobs
  entente jobs 12
  entente jobs --cancel 12
  entente jobs --run-again 12

Ends with 1 where a job that was run again is not done.`,
    )
    .action(jobs);
}

async function jobs(id: string | undefined, options: JobsOptions): Promise<void> {
  const { cancel, runAgain } = options;
  if ([id, cancel, runAgain].filter((given) => given !== undefined).length > 1) {
    throw new Stop("usage", "name one of a job to show, --cancel and --run-again");
  }
  const show = options.json === true ? printJson : (job: Job) => printLine(lineOf(job));
  await inSession(options.home, async (client) => {
    if (cancel !== undefined)
      await show((await (await client.ask(pathOf(cancel), { method: "DELETE" })).json()) as Job);
    else if (runAgain !== undefined) await again(client, runAgain, show);
    else if (id !== undefined) await whole(await client.get<Job>(pathOf(id)), options.json === true);
    else {
      const { items } = await client.get<{ items: Job[] }>(`/v1/jobs?limit=${options.limit}`);
      for (const job of items) await show(job);
    }
  });
}

async function again(client: Client, id: string, show: (job: Job) => Promise<void>): Promise<void> {
  const { job } = await client.post<{ job: Job }>(`${pathOf(id)}/run`, undefined);
  const bar = progress(job.file ?? `job ${id}`, job.fileSize ?? 0);
  let ended: Job;
  try {
    ended = await client.ended(id, ({ read, fileRead = 0 }) => bar.at(fileRead, `${read} units read`));
  } finally {
    bar.end();
  }
  await show(ended);
  if (ended.state !== "done") process.exitCode = EXIT_CODES.attention;
}

async function whole(job: Job, json: boolean): Promise<void> {
  if (json) return printJson(job);
  await printLine(lineOf(job));
  for (const { line, column, unit, reason } of job.problems) {
    await printLine(`  ${line}:${column}: ${unit === undefined ? "" : `${unit}: `}${reason}`);
  }
  const more = job.problemCount - job.problems.length;
  if (more > 0) await printLine(`  and ${more} more`);
}

function lineOf(job: Job): string {
  const { id, kind, state, file, memory, error, result, canRunAgain = false, createdAt } = job;
  const what = [kind, file, memory === undefined || kind === "check" ? memory : `-> ${memory}`].filter(
    (part) => part !== undefined,
  );
  const made = result === undefined ? [] : [`${result.fileName}, ${result.size} bytes`];
  const why = error === undefined ? [] : [error];
  const how = canRunAgain ? [`entente jobs --run-again ${id}`] : [];
  return [
    `${id.padStart(5)}  ${createdAt}  ${state.padEnd(11)}`,
    what.join(" "),
    ...countsOf(job),
    ...made,
    ...why,
    ...how,
  ].join("  ");
}

function countsOf({ read, added, updated, unchanged, skipped, removed, problemCount }: Job): string[] {
  const counts = { read, added, updated, unchanged, skipped, removed, problems: problemCount };
  const told = Object.entries(counts).filter(([, count]) => count > 0);
  return told.length === 0 ? [] : [told.map(([name, count]) => `${count} ${name}`).join(", ")];
}

function pathOf(id: string): string {
  return `/v1/jobs/${encodeURIComponent(id)}`;
}
