import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { tmx } from "../http/entente.js";
import { call } from "../server-process.js";
import { axeFindings } from "./axe.js";
import { faultsOf, Visit } from "./browser.js";

let visit: Visit;
beforeAll(async () => void (visit = await Visit.start()));
afterAll(() => visit.end());

async function closed(page: Page): Promise<void> {
  expect(faultsOf(page)).toEqual([]);
  await page.context().close();
}

async function drop(page: Page, ...files: readonly { name: string; text: string }[]): Promise<void> {
  const given = files.map(({ name, text }) => ({ name, mimeType: "text/xml", buffer: Buffer.from(text) }));
  await page.locator(".drop input[type=file]").setInputFiles(given);
}

const row = (page: Page, name: string) => page.locator("tbody tr", { has: page.getByRole("rowheader", { name }) });

async function names(): Promise<string[]> {
  const { body } = await call(visit.server.url, "GET", "/v1/memories");
  return (body as { items: { name: string }[] }).items.map(({ name }) => name);
}

const PAIR = ["La tasse est bleue.", "The cup is blue."] as const;

test("files become a memory, with the report of what was left out and why, and go out again", async () => {
  const page = await visit.open("/memories");
  await row(page, "otan-ue-ukraine-2025-05-28").waitFor();
  const broken = tmx(PAIR).replace("</body>", '<tu><tuv xml:lang="fr"><seg></seg></tuv></tu><tu></tu></body>');
  await drop(
    page,
    { name: "client.tmx", text: broken },
    { name: "more.tmx", text: tmx(["Elle est verte.", "It is green."]) },
  );
  expect(await page.getByRole("textbox", { name: "Name" }).inputValue()).toBe("client");
  await page.getByRole("form", { name: "Import" }).getByRole("button", { name: "Import" }).click();
  await page.locator("#imports ~ ul > li", { hasText: "more.tmx" }).getByText("added 1").waitFor();
  const first = page.locator("#imports ~ ul > li", { hasText: "client.tmx" });
  await first.getByText("added 1").waitFor();
  await first.locator("summary", { hasText: "2 problems" }).click();
  await first
    .getByText(/^line \d+, column \d+/)
    .first()
    .waitFor();
  await row(page, "client").locator(".number", { hasText: "2" }).waitFor();

  await page.getByRole("button", { name: "Export: client" }).click();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: "TMX" }).click(),
  ]);
  const text = readFileSync(await file.path(), "utf8");
  expect(text).toContain("La tasse est bleue.");
  expect(text).toContain("It is green.");

  // What was left out can be read after a reload as well.
  await page.reload();
  await page.getByText("Recent jobs").click();
  await page.locator(".recent li", { hasText: "client.tmx" }).locator("summary", { hasText: "2 problems" }).waitFor();
  await closed(page);
});

test("a file that breaks rules of its format is read, and the page lists them by their places", async () => {
  const valid = tmx(PAIR);
  const faulty = valid.replace(' o-tmf="test"', "").replace("<tu>", '<tu creationdate="yesterday">');
  const inEnglish = await visit.open("/memories");
  await drop(inEnglish, { name: "faulty.tmx", text: faulty }, { name: "valid.tmx", text: valid });
  await inEnglish.getByRole("form", { name: "Import" }).getByRole("button", { name: "Import" }).click();
  const job = inEnglish.locator("#imports ~ ul > li", { hasText: "faulty.tmx" });
  await job.getByText("added 1").waitFor();
  await job.getByText("read, though it breaks rules of its format 2 times").click();
  const missing = job.getByRole("listitem").filter({ hasText: "[tmx.attribute-missing]" });
  await missing.getByText(/^line 2, column 20:$/).waitFor();
  await missing.getByText(/o-tmf/).waitFor();
  const date = job.getByRole("listitem").filter({ hasText: "[tmx.date]" });
  await date.getByText(/^line 3, column 7:$/).waitFor();
  expect(await axeFindings(inEnglish)).toEqual([]);
  const other = inEnglish.locator("#imports ~ ul > li", { hasText: "valid.tmx" });
  await other.locator(".state-done").waitFor();
  expect(await other.getByText("rules of its format").count()).toBe(0);
  await closed(inEnglish);

  const inFrench = await visit.open("/memories", { language: "fr" });
  await inFrench.locator(".recent summary").first().click();
  const again = inFrench.locator(".recent li", { hasText: "faulty.tmx" });
  await again.getByText("lu, quoique contraire aux règles de son format (2 fois)").click();
  await again.getByText(/^ligne 3, colonne 7\s?:$/).waitFor();
  await closed(inFrench);
});

test("a file that breaks off changes nothing, and the page says where it breaks", async () => {
  const page = await visit.open("/memories", { language: "fr" });
  await drop(page, { name: "cut.tmx", text: tmx(PAIR).slice(0, -40) });
  await page.getByRole("form").getByRole("button", { name: "Importer" }).click();
  await page.locator("#imports ~ ul .state-failed", { hasText: "échoué" }).waitFor();
  await page.locator("#imports ~ ul .problem", { hasText: /line \d+, column \d+/ }).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await closed(page);
});

test("a memory is made, renamed and penalised; what cannot be is said at its field", async () => {
  const page = await visit.open("/memories");
  await page.getByRole("button", { name: "New memory" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Essai");
  await page.getByRole("button", { name: "Make it" }).click();
  await row(page, "Essai").waitFor();
  await page.getByRole("button", { name: "Settings: Essai" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Essai deux");
  await page.getByRole("textbox", { name: /Penalty/ }).fill("300");
  await page.getByText("A whole number from 0 to 100").waitFor();
  await page.getByRole("textbox", { name: /Penalty/ }).fill("30");
  await page.getByRole("button", { name: "Save" }).click();
  await row(page, "Essai deux").getByText("−30 points").waitFor();
  await closed(page);
});

test("deleting a memory asks twice", async () => {
  const made = await call(visit.server.url, "POST", "/v1/memories", {
    name: "À jeter",
    sourceLang: "fr",
    targetLang: "en",
  });
  expect(made.status).toBe(201);
  const page = await visit.open("/memories");
  await page.getByRole("button", { name: "Delete: À jeter" }).click();
  await page.getByRole("alertdialog").getByText("Delete “À jeter”?").waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("alertdialog").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Delete: À jeter" }).click();
  await page.getByRole("button", { name: "Delete…" }).click();
  await page.getByText("Really delete it?").waitFor();
  expect(await names()).toContain("À jeter");
  await page.getByRole("button", { name: "Yes, delete 0 units" }).click();
  await row(page, "À jeter").waitFor({ state: "detached" });
  expect(await names()).not.toContain("À jeter");
  await closed(page);
});

test("an import goes on under the eyes of a page whose server goes away and comes back", async () => {
  const page = await visit.open("/memories");
  await row(page, "otan-ue-ukraine-2025-05-28").waitFor();
  await visit.server.kill();
  await drop(page, { name: "later.tmx", text: tmx(PAIR) });
  await page.getByRole("form", { name: "Import" }).getByRole("button", { name: "Import" }).click();
  await page.getByText("The server does not answer.").waitFor();
  await visit.restartServer();
  await page.getByText("The server does not answer.").waitFor({ state: "detached" });
  await page.getByRole("form", { name: "Import" }).getByRole("button", { name: "Import" }).click();
  await page.locator("#imports ~ ul > li", { hasText: "later.tmx" }).getByText("added 1").waitFor();
  await page.context().close();
});

test.each(["light", "dark"] as const)("axe finds nothing in the %s", async (theme) => {
  for (const [language, width] of [
    ["en", 1280],
    ["fr", 390],
  ] as const) {
    const page = await visit.open("/memories", { theme, language, width });
    await page.locator(".memory-table").waitFor();
    await page.locator(".recent summary").first().click();
    expect(await axeFindings(page)).toEqual([]);
    await drop(page, { name: "client.tmx", text: tmx(PAIR) });
    await page.locator("form[aria-label]").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await closed(page);
  }
});
