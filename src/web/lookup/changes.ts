import type { MatchJson } from "../../http/contract.js";

type Edit = MatchJson["edits"][number];

/** A place where a match differs from the query, word by word: what only it has, and what the query has there instead. */
export interface Change {
  /** Where in the match's text; `start` equals `end` where it has nothing there. */
  readonly start: number;
  readonly end: number;
  /** What the query has in its place; empty where it has nothing. */
  readonly instead: string;
}

/** The changes that the edits of a match amount to: edits of neighbouring tokens are one change, with the spaces between. */
export function changesOf(edits: readonly Edit[], query: string): Change[] {
  const changes: Change[] = [];
  let matchEnd = 0;
  let queryEnd = 0;
  let i = 0;
  while (i < edits.length) {
    const edit = edits[i];
    if (edit === undefined || edit.op === "keep") {
      matchEnd = edit?.match?.end ?? matchEnd;
      queryEnd = edit?.query?.end ?? queryEnd;
      i += 1;
      continue;
    }
    const run: Edit[] = [];
    for (let next = edits[i]; next !== undefined && next.op !== "keep"; next = edits[i]) {
      run.push(next);
      i += 1;
    }
    changes.push(changeOf(run, { matchEnd, queryEnd }, query));
  }
  return changes;
}

function changeOf(run: readonly Edit[], kept: { matchEnd: number; queryEnd: number }, query: string): Change {
  const match = run.flatMap((edit) => edit.match ?? []);
  const asked = run.flatMap((edit) => edit.query ?? []);
  const end = match.at(-1)?.end ?? kept.matchEnd;
  const start = match[0]?.start ?? end;
  // Words that come between two others bring the space that parts them.
  const from = match.length === 0 ? kept.queryEnd : (asked[0]?.start ?? kept.queryEnd);
  return { start, end, instead: query.slice(from, asked.at(-1)?.end ?? from) };
}
