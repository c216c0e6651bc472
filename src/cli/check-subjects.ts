import { AnswerProblem, type Client } from "./client.js";
import type { Subject } from "./check-subject.js";
import { explain, outcomeOf, Stop, type Outcome } from "./exit-code.js";
import { checkedOf, summed, type Checked } from "./file-report.js";
import { remark } from "./output.js";
import type { Delivery } from "./report-delivery.js";

/** What came of it: the counts of all that could be checked, and what came of the rest. */
export interface Ended {
  readonly checked: Checked;
  readonly failed?: Outcome;
}

/** Checks all, one after the other. What is wrong with one of several is told, and the others are checked all the same. */
export async function checkSubjects(client: Client, subjects: readonly Subject[], delivery: Delivery): Promise<Ended> {
  const all: Checked[] = [];
  let failed: Outcome | undefined;
  for (const subject of subjects) {
    try {
      const answer = await subject.ask(client, delivery.asks);
      const checked = checkedOf(answer);
      await delivery.take(answer, subject, checked);
      all.push(checked);
      refuseNothing(subject, checked);
    } catch (error) {
      if (subjects.length === 1 || !isAboutOne(error)) throw error;
      remark(explain(error));
      failed = outcomeOf(error);
    }
  }
  const checked = summed(all);
  await delivery.end(checked);
  return { checked, ...(failed !== undefined && { failed }) };
}

/** A file of which nothing could be read must not pass for one without a fault. */
function refuseNothing({ name }: Subject, { segments, problems }: Checked): void {
  if (segments > 0 || problems === 0) return;
  throw new Stop("refused", `${name}: no pair could be read; --from and --to name the languages`);
}

/** Whether an error says something of one file that need not be true of the next. */
function isAboutOne(error: unknown): boolean {
  return outcomeOf(error) === "refused" && !(error instanceof AnswerProblem && [401, 403].includes(error.status));
}
