import { afterAll, beforeAll, test } from "@jest/globals";
import { call } from "../server-process.js";
import { tmx } from "../http/entente.js";
import { Visit } from "./browser.js";

/**
 * From a key to the matches on the screen, with 100,000 units in the memory: `npm run bench:page`. It measures and asserts
 * nothing; the budget is 100 ms at the 95th percentile.
 */
const UNITS = 100_000;

const SUBJECTS = [
  "Le comité",
  "La commission",
  "Le conseil",
  "L’assemblée",
  "Le secrétariat",
  "La délégation",
  "Le groupe",
  "L’agence",
];
const VERBS = [
  "examine",
  "adopte",
  "rejette",
  "publie",
  "transmet",
  "prépare",
  "amende",
  "approuve",
  "étudie",
  "suspend",
];
const OBJECTS = [
  "le rapport annuel",
  "la résolution",
  "le budget",
  "les propositions",
  "l’accord",
  "le calendrier",
  "la déclaration",
];
const ENDS = [
  "avant la fin du mois",
  "à l’unanimité",
  "sans débat",
  "après une longue discussion",
  "en séance plénière",
];

/** A sentence like those of minutes, each number another one. */
function sentence(i: number): string {
  const of = (words: readonly string[], n: number): string => words[n % words.length] ?? "";
  return `${of(SUBJECTS, i)} ${of(VERBS, Math.floor(i / 8))} ${of(OBJECTS, Math.floor(i / 80))} numéro ${i} de la session ${i % 977} ${of(ENDS, Math.floor(i / 560))}.`;
}

let visit: Visit;
beforeAll(async () => {
  visit = await Visit.start();
  const { url } = visit.server;
  const made = await call(url, "POST", "/v1/memories", { name: "Large", sourceLang: "fr", targetLang: "en" });
  const memory = (made.body as { id: string }).id;
  const pairs = Array.from({ length: UNITS }, (_, i) => [sentence(i), `Sentence number ${i}.`] as const);
  const sent = await fetch(`${url}/v1/memories/${memory}/import`, { method: "POST", body: tmx(...pairs) });
  const { job } = (await sent.json()) as { job: { id: string } };
  for (let state = "running"; state !== "done";) {
    ({ state } = (await call(url, "GET", `/v1/jobs/${job.id}`)).body);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}, 300_000);
afterAll(() => visit.end());

/** In the page: types a text, and tells the milliseconds until the frame after its matches stand in the document. */
const TYPE_AND_WAIT = `(text, source) => new Promise((resolve) => {
  const field = document.querySelector(".query textarea");
  const set = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set;
  const isThere = () => document.querySelector(".match-source")?.textContent.includes(source) && !document.querySelector(".matches.stale");
  const began = performance.now();
  const observer = new MutationObserver(() => {
    if (!isThere()) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
  });
  observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  set.call(field, text);
  field.dispatchEvent(new Event("input", { bubbles: true }));
  setTimeout(() => resolve(NaN), 5000);
})`;

test("from a key to the matches on the screen", async () => {
  const page = await visit.open();
  await page.locator(".example").first().waitFor();
  const times: number[] = [];
  for (let i = 0; i < 220; i++) {
    const n = (i * 7919) % UNITS;
    const text = sentence(n).replace("session", "séance");
    const arguments_ = `${JSON.stringify(text)}, ${JSON.stringify(`numéro ${n} de`)}`;
    times.push(await page.evaluate<number>(`(${TYPE_AND_WAIT})(${arguments_})`));
  }
  // The first ones warm up the server and the page.
  const sorted = times.slice(20).sort((a, b) => a - b);
  const at = (part: number): string => `${Math.round(sorted[Math.floor(part * (sorted.length - 1))] ?? 0)} ms`;
  console.log(
    `${sorted.length} look-ups in ${UNITS} units: median ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}, most ${at(1)}`,
  );
}, 300_000);
