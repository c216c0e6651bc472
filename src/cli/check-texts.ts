import type { Finding } from "../finding.js";
import { MAX_IDS } from "../http/limits.js";
import { choiceMembers, type CheckChoice } from "./check-choice.js";
import type { Client } from "./client.js";
import { countsText, findingText, type Counts } from "./finding-text.js";
import { print, printJson, printLine } from "./output.js";

/** One segment and its translation, as they stand in a command. */
export interface Texts {
  readonly source: string;
  readonly target: string;
}

export interface TextsWish {
  readonly json: boolean;
  /** Memories that the translation is held against too: some, by their ids, or `true` for all. */
  readonly againstMemories?: readonly string[] | true;
}

interface CheckAnswer {
  readonly findings: readonly Finding[];
  readonly summary: Counts;
}

/** Checks one segment and prints what is found. */
export async function checkTexts(
  client: Client,
  texts: Texts,
  choice: CheckChoice,
  { json, againstMemories }: TextsWish,
): Promise<Counts> {
  const request = {
    ...choiceMembers(choice),
    segments: [texts],
    againstMemories: againstMemories === true ? await memoryIds(client) : againstMemories,
  };
  const answer = await client.post<CheckAnswer>("/v1/check", request, { "accept-language": choice.lang });
  const { findings, summary } = answer;
  if (json) await printJson(answer);
  else {
    const labels = { sourceLabel: choice.from ?? "source", targetLabel: choice.to ?? "target" };
    for (const finding of findings) {
      await print(findingText({ finding, ...labels, sourceText: texts.source, targetText: texts.target }));
    }
    await printLine(countsText(summary));
  }
  return summary;
}

/** All memories, as far as one check takes them; `undefined` where there is none. */
async function memoryIds(client: Client): Promise<string[] | undefined> {
  const { items } = await client.get<{ items: { id: string }[] }>(`/v1/memories?limit=${MAX_IDS}`);
  return items.length === 0 ? undefined : items.map(({ id }) => id);
}
