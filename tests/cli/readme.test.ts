import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import { newHome, removeHome, serve, type Served } from "./entente.js";

/** The README shows commands and says what they answer. This holds it to its word. */

const README = readFileSync(new URL("../../README.md", import.meta.url), "utf8");

interface Shown {
  readonly path: string;
  readonly body: string;
  readonly answer: Answer;
}

interface Answer {
  readonly results?: { matches: { edits: { op: string }[] }[] }[];
}

/** Each `curl` of the README with the answer below it; `…` stands for edits that are left out. */
function shown(): Shown[] {
  const pattern = /```sh\ncurl http:\/\/127\.0\.0\.1:8722(\S+) .*?-d '(.*?)'\n```.*?```json\n(.*?)```/gs;
  return [...README.matchAll(pattern)].map(([, path = "", body = "", answer = ""]) => {
    const whole = answer.replace(/…,?\s*/g, "").replace(/,(\s*\])/g, "$1");
    return { path, body, answer: JSON.parse(whole) as Answer };
  });
}

const differences = ({ results = [] }: Answer): unknown[] =>
  results.flatMap(({ matches }) => matches.flatMap(({ edits }) => edits.filter(({ op }) => op !== "keep")));

/** An answer without its edits. */
const rest = (answer: Answer): unknown =>
  JSON.parse(JSON.stringify(answer, (key, value: unknown) => (key === "edits" ? undefined : value)));

describe("the README", () => {
  let home = "";
  let server: Served;
  beforeAll(async () => {
    home = newHome();
    server = await serve(home);
  });
  afterAll(async () => {
    await server.stop();
    removeHome(home);
  });

  test("shows two look-ups and a check", () => {
    expect(shown().map(({ path }) => path)).toEqual(["/v1/match", "/v1/match", "/v1/check"]);
  });

  test("shows what the server answers, every member of it", async () => {
    for (const { path, body, answer } of shown()) {
      const headers = { "content-type": "application/json" };
      const given = (await (await fetch(server.url + path, { method: "POST", headers, body })).json()) as Answer;
      expect(rest(given)).toEqual(rest(answer));
      expect(differences(given)).toEqual(differences(answer));
    }
  });

  test("says rightly that the correct translation has no findings", async () => {
    const [, , check] = shown();
    const [, correct] = /With “(.*?)” there are no findings/.exec(README) ?? [];
    const request = JSON.parse(check?.body ?? "") as { segments: { target: string | undefined }[] };
    for (const segment of request.segments) segment.target = correct;
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify(request);
    const given = await (await fetch(`${server.url}/v1/check`, { method: "POST", headers, body })).json();
    expect(given).toMatchObject({ findings: [] });
  });
});
