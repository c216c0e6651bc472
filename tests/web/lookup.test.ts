import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { call } from "../server-process.js";
import { axeFindings } from "./axe.js";
import { faultsOf, Visit } from "./browser.js";

const TITLE =
  "L’OTAN et l’Union européenne expriment leur soutien commun à l’Ukraine à l’occasion d’une réunion du Conseil de l’Atlantique Nord et du Comité politique et de sécurité";
const CHANGED = TITLE.replace("commun", "constant").replace("réunion", "séance");

let visit: Visit;
beforeAll(async () => void (visit = await Visit.start()));
afterAll(() => visit.end());

const query = (page: Page) => page.locator(".query textarea");
const scores = (page: Page) => page.locator(".score-number").allTextContents();

async function closed(page: Page): Promise<void> {
  expect(faultsOf(page)).toEqual([]);
  await page.context().close();
}

/** A memory of the test's own with one unit. */
let made = 0;
async function memoryWith(source: string, target: string): Promise<{ memory: string; unit: string }> {
  const { url } = visit.server;
  const created = await call(url, "POST", "/v1/memories", {
    name: `Essai ${++made}`,
    sourceLang: "fr",
    targetLang: "en",
  });
  const memory = (created.body as { id: string }).id;
  const unit = await call(url, "POST", `/v1/memories/${memory}/units`, { source, target, createdBy: "Ana" });
  return { memory, unit: (unit.body as { id: string }).id };
}

describe("looking up", () => {
  test("begins with the press release, where there is nothing yet", async () => {
    const page = await visit.open();
    await page.locator(".example").first().click();
    await page.locator(".score.exact").waitFor();
    expect(await query(page).inputValue()).toBe(TITLE);
    expect(await scores(page)).toEqual(["100"]);
    expect(await page.locator(".match-target").textContent()).toContain("express their shared support");
    await closed(page);
  });

  test("shows what differs word by word, where it comes from, and the terms of both texts", async () => {
    const page = await visit.open();
    await query(page).fill(CHANGED);
    await page.getByText("1 match, the best 93%").first().waitFor();
    expect(await page.locator(".match-source del").allTextContents()).toEqual(["commun", "réunion"]);
    expect(await page.locator(".match-source ins").allTextContents()).toEqual(["constant", "séance"]);
    await page.locator(".match-target .term").first().waitFor();
    expect(await page.locator(".match-target .term").allTextContents()).toContain("North Atlantic Council");
    await page.locator(".match-source .term").first().waitFor();
    expect(await page.locator(".match-source .term").allTextContents()).toContain("Conseil de l’Atlantique Nord");
    await page.getByText("otan-ue-ukraine-2025-05-28 · 24 Nov 2026 · entente").waitFor();
    await page.locator(".match-source .term", { hasText: "Conseil de l’Atlantique Nord" }).click();
    await page.locator(".term-card dd", { hasText: "North Atlantic Council" }).waitFor();
    await closed(page);
  });

  test("guesses the direction, and takes the one that is chosen", async () => {
    const page = await visit.open(
      "/?q=" + encodeURIComponent("NATO and the European Union express their shared support for Ukraine"),
    );
    await page.getByRole("button", { name: /English → French/ }).waitFor();
    await page.getByRole("button", { name: "Swap the direction" }).click();
    await page.getByRole("button", { name: /French → English/ }).waitFor();
    await page.waitForURL(/from=fr&to=en/);
    await closed(page);
  });

  test("has addresses that can be shared and come back to", async () => {
    const page = await visit.open();
    await query(page).fill(CHANGED);
    await page.waitForURL(/\?q=L/);
    const other = await visit.open(new URL(page.url()).pathname + new URL(page.url()).search);
    await other.locator(".match").waitFor();
    expect(await query(other).inputValue()).toBe(CHANGED);
    await closed(page);
    await closed(other);
  });

  test("finds words in the concordance that were selected in the text", async () => {
    const page = await visit.open(`/?q=${encodeURIComponent("une réunion informelle")}`);
    await query(page).press("ControlOrMeta+a");
    await page.locator(".hits mark", { hasText: "informelle" }).first().waitFor();
    await closed(page);
  });

  test("shows parts of the text where no whole sentence is like it", async () => {
    const page = await visit.open(
      "/?q=" + encodeURIComponent("Il a rencontré hier la secrétaire générale déléguée de l’OTAN dans un café."),
    );
    await page.getByRole("heading", { name: "Parts of your text" }).waitFor();
    await page.locator(".match-source mark", { hasText: "secrétaire générale déléguée" }).first().waitFor();
    await closed(page);
  });

  test("marks the numbers that were adapted, and shows what was there", async () => {
    await memoryWith("Le lot 12 contient 340 pièces neuves.", "Lot 12 contains 340 new parts.");
    const page = await visit.open("/?q=" + encodeURIComponent("Le lot 15 contient 520 pièces neuves."));
    await page.locator(".match-target mark.adapted").first().waitFor();
    expect(await page.locator(".match-target").first().textContent()).toBe("Lot 15 contains 520 new parts.");
    expect(await page.locator("mark.adapted").allTextContents()).toEqual(["15", "520"]);
    await page.getByRole("button", { name: "As in the memory" }).click();
    await page.locator(".match-target", { hasText: "Lot 12 contains 340 new parts." }).waitFor();
    await closed(page);
  });

  test("says what to do where nothing matches", async () => {
    const page = await visit.open(`/?q=${encodeURIComponent("Le chat dort sur le canapé du voisin.")}`);
    await page.getByText("No match from 70% up.").first().waitFor();
    await page.getByRole("button", { name: "Search from 50% up" }).click();
    await page.getByText("No match from 50% up.").first().waitFor();
    await closed(page);
  });
});

describe("with the keyboard alone", () => {
  test("one looks up, copies, corrects, reads the history, adds and deletes", async () => {
    const { unit } = await memoryWith("La tasse bleue est sur la table ronde.", "The blue cup is on the round table.");
    const page = await visit.open();
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    const { keyboard } = page;
    await keyboard.type("La tasse verte est sur la table ronde.");
    await page.locator(".match").waitFor();
    await keyboard.press("Control+Enter");
    await page.getByText("Copied: The blue cup is on the round table.").waitFor({ state: "attached" });
    expect(await page.evaluate("navigator.clipboard.readText()")).toBe("The blue cup is on the round table.");

    await keyboard.press("ArrowDown");
    await keyboard.press("e");
    await page.locator(".editor").waitFor();
    await keyboard.press("ControlOrMeta+a");
    await keyboard.type("The blue mug is on the round table.");
    await keyboard.press("Tab");
    await keyboard.type("Zoé");
    await keyboard.press("Enter");
    await page.locator(".match-target", { hasText: "blue mug" }).waitFor();
    await page.getByText(/· Zoé$/).waitFor();

    await keyboard.press("h");
    await page.locator(".history", { hasText: "blue cup" }).waitFor();
    await keyboard.press("Delete");
    await page.getByText("Delete this unit? Its history is kept.").waitFor();
    await keyboard.press("Enter");
    await page.getByText("No match from 70% up.").first().waitFor();
    const history = await call(visit.server.url, "GET", `/v1/units/${unit}/history`);
    expect((history.body as { items: unknown[] }).items).toHaveLength(2);

    await page.getByRole("button", { name: "Add a translation" }).focus();
    await keyboard.press("Enter");
    await keyboard.type("The green cup is on the round table.");
    await page.getByRole("button", { name: "Save" }).focus();
    await keyboard.press("Enter");
    await page.locator(".score.exact").waitFor();
    expect(await page.locator(".match-target").first().textContent()).toBe("The green cup is on the round table.");
    await closed(page);
  });
});

test("a correction of what somebody else has corrected meanwhile shows both versions", async () => {
  const { unit } = await memoryWith("Deux personnes corrigent cette phrase.", "Two people correct this sentence.");
  const page = await visit.open(`/?q=${encodeURIComponent("Deux personnes corrigent cette phrase.")}`);
  await page.getByRole("button", { name: "Correct", exact: true }).click();
  await page.getByRole("textbox", { name: "Translation" }).fill("Two persons are correcting this sentence.");
  const { url } = visit.server;
  const { headers } = await call(url, "GET", `/v1/units/${unit}`);
  const body = { source: "Deux personnes corrigent cette phrase.", target: "Two people are correcting this sentence." };
  const put = await call(url, "PUT", `/v1/units/${unit}`, body, { "if-match": headers.get("etag") ?? "" });
  expect(put.status).toBe(200);
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Somebody else has changed this unit").waitFor();
  expect(await page.locator(".versions").textContent()).toContain("Two people are correcting this sentence.");
  expect(await page.locator(".versions").textContent()).toContain("Two persons are correcting this sentence.");
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("button", { name: "Keep mine" }).click();
  await page.locator(".match-target", { hasText: "Two persons are correcting" }).waitFor();
  await closed(page);
});

describe("the page around it", () => {
  test("speaks French to a French browser, English on request, and remembers", async () => {
    const page = await visit.open("/", { language: "fr" });
    await page.getByRole("heading", { name: "Commencez par une phrase" }).waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe("fr");
    await page.getByRole("button", { name: "English" }).click();
    await page.getByRole("heading", { name: "Begin with a sentence" }).waitFor();
    await page.reload();
    await page.getByRole("heading", { name: "Begin with a sentence" }).waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
    await closed(page);
  });

  test("waits for a server that goes away, and goes on with what was typed", async () => {
    const page = await visit.open();
    await query(page).fill("L’OTAN");
    await visit.server.kill();
    await query(page).fill(CHANGED);
    await page.getByText("The server does not answer.").waitFor();
    const findings = await axeFindings(page);
    await visit.restartServer();
    expect(findings).toEqual([]);
    await page.locator(".match").waitFor();
    await page.getByText("The server does not answer.").waitFor({ state: "detached" });
    expect(await query(page).inputValue()).toBe(CHANGED);
    await page.context().close();
  });

  test.each(["light", "dark"] as const)("gives axe nothing to find, empty or full, in the %s", async (theme) => {
    for (const language of ["en", "fr"] as const) {
      const page = await visit.open("/", { theme, language });
      await page.locator(".example").first().waitFor();
      expect(await axeFindings(page)).toEqual([]);
      await query(page).fill(CHANGED);
      await page.locator(".match-target .term").first().waitFor();
      expect(await axeFindings(page)).toEqual([]);
      await page.locator(".match-target .term").first().click();
      await page.locator(".term-card").first().waitFor();
      expect(await axeFindings(page)).toEqual([]);
      await closed(page);
    }
  });
});
