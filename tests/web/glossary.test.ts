import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
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

const search = (page: Page) => page.getByRole("searchbox");

interface Concept {
  readonly id: string;
  readonly definition?: string;
  readonly terms: readonly {
    readonly lang: string;
    readonly text: string;
    readonly status: string;
    readonly type: string;
  }[];
}

async function concept(id: string): Promise<{ etag: string; concept: Concept }> {
  const { headers, body } = await call(visit.server.url, "GET", `/v1/glossaries/official/concepts/${id}`);
  return { etag: headers.get("etag") ?? "", concept: body };
}

test("terms are found as one types, in either language, inflected or misspelt", async () => {
  const page = await visit.open("/glossary");
  await page.getByRole("heading", { name: /NATO, EU and UN terms/ }).waitFor();
  for (const typed of ["conseil de l’atlantique nord", "north atlantic counsil", "conseils de l'Atlantique Nord"]) {
    await search(page).fill(typed);
    await page.locator(".concepts a", { hasText: "Conseil de l’Atlantique Nord" }).first().waitFor();
  }
  await page.locator(".concepts a", { hasText: "Conseil de l’Atlantique Nord" }).first().click();
  await page.locator(".concept-text", { hasText: "North Atlantic Council" }).waitFor();
  await page.waitForURL(/concept=N004/);
  const again = await visit.open(new URL(page.url()).pathname + new URL(page.url()).search);
  await again.locator(".concept-text", { hasText: "North Atlantic Council" }).waitFor();
  await search(page).fill("zzzzqqqq");
  await page.getByText("No concept found").first().waitFor();
  await closed(page);
  await closed(again);
});

test("a concept is edited, what is wrong is said at its field, and the change can be undone", async () => {
  const before = (await concept("N006")).concept;
  const page = await visit.open("/glossary?glossary=official&concept=N006");
  await page.getByRole("button", { name: "Edit" }).click();
  const term = page.getByRole("group", { name: "Term 1" }).getByRole("textbox", { name: "Term", exact: true });
  const first = await term.inputValue();
  await term.fill("   ");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("group", { name: "Term 1" }).getByText(/empty/).waitFor();
  await term.fill(first);
  await page.getByRole("textbox", { name: "Definition" }).fill("The deputy of the Secretary General.");
  await page.getByRole("button", { name: "Add a term" }).click();
  await page.getByRole("group").last().getByRole("textbox", { name: "Term", exact: true }).fill("DepSecGen");
  await page.getByRole("button", { name: "Save" }).click();
  await page.locator(".concept-text", { hasText: "DepSecGen" }).waitFor();
  const changed = (await concept("N006")).concept;
  expect(changed.definition).toBe("The deputy of the Secretary General.");
  expect(changed.terms.slice(0, -1)).toEqual(before.terms);
  await page.getByRole("button", { name: "Undo" }).click();
  await page.locator(".concept-text", { hasText: "DepSecGen" }).waitFor({ state: "detached" });
  expect((await concept("N006")).concept).toEqual(before);
  await closed(page);
});

test("a concept is added, deleted after a question, and had back", async () => {
  const page = await visit.open("/glossary");
  await page.getByRole("button", { name: "New concept" }).click();
  await page.getByRole("textbox", { name: "Id" }).fill("TEST-1");
  const terms = page.getByRole("textbox", { name: "Term", exact: true });
  await terms.nth(0).fill("tasse officielle");
  await terms.nth(1).fill("official mug");
  await page.getByRole("button", { name: "Save" }).click();
  await page.locator(".concept-text", { hasText: "official mug" }).waitFor();
  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByText("Delete this concept with all its terms?").waitFor();
  await page.getByRole("group", { name: "Delete" }).getByRole("button", { name: "Delete" }).click();
  await page.getByRole("status").getByText("Deleted.").first().waitFor();
  expect((await call(visit.server.url, "GET", "/v1/glossaries/official/concepts/TEST-1")).status).toBe(404);
  await page.getByRole("button", { name: "Undo" }).click();
  await page.locator(".concept-text", { hasText: "official mug" }).waitFor();
  expect((await concept("TEST-1")).concept.terms.map(({ text }) => text)).toEqual(["tasse officielle", "official mug"]);
  await closed(page);
});

test("of two who edit one concept the later sees both versions", async () => {
  const page = await visit.open("/glossary?glossary=official&concept=N005", { language: "fr" });
  await page.getByRole("button", { name: "Modifier" }).click();
  await page.getByRole("textbox", { name: "Définition" }).fill("La mienne.");
  const { etag, concept: seen } = await concept("N005");
  const other = await call(
    visit.server.url,
    "PUT",
    "/v1/glossaries/official/concepts/N005",
    { ...seen, definition: "L’autre." },
    { "if-match": etag },
  );
  expect(other.status).toBe(200);
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await page.getByText("Quelqu’un d’autre a modifié ce concept").waitFor();
  await page.getByText("La mienne.").waitFor();
  await page.getByText("L’autre.").waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("button", { name: "Prendre la sienne" }).click();
  expect(await page.getByRole("textbox", { name: "Définition" }).inputValue()).toBe("L’autre.");
  await closed(page);
});

test("a glossary is made of a file, with the report, and goes out as TBX", async () => {
  const page = await visit.open("/glossary");
  await page.getByRole("button", { name: "Import" }).click();
  await page.getByRole("button", { name: /Into/ }).click();
  await page.getByRole("option", { name: "A new glossary" }).click();
  await page.getByRole("textbox", { name: "Its name" }).fill("Client");
  const csv = "fr,en\ntasse,mug\nsoucoupe,saucer\n";
  await page
    .locator(".import-glossary input[type=file]")
    .setInputFiles({ name: "client.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
  await page.getByText("read 2 · added 2").waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("button", { name: /All glossaries/ }).click();
  await page.getByRole("option", { name: "Client" }).click();
  await page.getByRole("heading", { name: "Client 2 concepts" }).waitFor();
  await page.getByRole("button", { name: "Export" }).click();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: /TBX 3/ }).click(),
  ]);
  expect(readFileSync(await file.path(), "utf8")).toContain("<term>saucer</term>");
  await closed(page);
});

test("a glossary's file that breaks a rule is read, and the report lists it, and what was left out", async () => {
  const page = await visit.open("/glossary");
  await page.getByRole("button", { name: "Import" }).click();
  await page.getByRole("button", { name: /Into/ }).click();
  await page.getByRole("option", { name: "A new glossary" }).click();
  const tbx = readFileSync(new URL("../formats/tbx/basic-dca-v3.tbx", import.meta.url), "utf8");
  const faulty = tbx.replace('<conceptEntry id="c2">', '<conceptEntry id="c2" colour="red">');
  await page
    .locator(".import-glossary input[type=file]")
    .setInputFiles({ name: "faulty.tbx", mimeType: "text/xml", buffer: Buffer.from(faulty) });
  const report = page.locator(".job-report");
  await report.getByText("read 2 · added 2").waitFor();
  await report.getByText("read, though it breaks rules of its format once").click();
  const breach = report.getByRole("listitem").filter({ hasText: "[tbx.attribute-not-allowed]" });
  await breach.getByText(/colour/).waitFor();
  await report.getByText("1 problem").click();
  await report.getByText("the file's back matter was left out, with its 1 entry (respPerson)").waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await closed(page);
});

test.each(["light", "dark"] as const)("axe finds nothing in the %s", async (theme) => {
  for (const [language, width] of [
    ["en", 1280],
    ["fr", 390],
  ] as const) {
    const page = await visit.open("/glossary", { theme, language, width });
    await page.locator(".concepts a").first().waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.locator(".concepts a").first().click();
    await page.locator(".concept-text").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.locator(".concept-text + .actions button").first().click();
    await page.locator(".term-fields").first().waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await closed(page);
  }
});
