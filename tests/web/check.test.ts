import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { call } from "../server-process.js";
import { axeFindings } from "./axe.js";
import { DEADLINE, faultsOf, Visit } from "./browser.js";

let visit: Visit;
beforeAll(async () => void (visit = await Visit.start()));
afterAll(() => visit.end());

async function closed(page: Page): Promise<void> {
  expect(faultsOf(page)).toEqual([]);
  await page.context().close();
}

/** An XLIFF file with these pairs. */
function xliff(...pairs: readonly (readonly [string, string])[]): Buffer {
  const units = pairs.map(
    ([source, target], i) =>
      `<trans-unit id="u${i + 1}"><source>${source}</source><target>${target}</target></trans-unit>`,
  );
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="release.txt" source-language="fr" target-language="en" datatype="plaintext"><body>
${units.join("\n")}
</body></file></xliff>
`);
}

const RELEASE = xliff(
  [
    "La secrétaire générale déléguée de l’OTAN a conduit une réunion du Conseil de l’Atlantique Nord.",
    "The NATO Assistant Secretary General led a meeting of the Council of Europe.",
  ],
  ["Les Alliés ont fourni 50 milliards d’euros.", "Allies provided 15 billion euros."],
  [
    "Cette assistance est indispensable pour aider l’Ukraine.",
    "Cette assistance est indispensable pour aider l’Ukraine.",
  ],
  ["Tous les pays y ont participé.", "All countries took part."],
);

async function give(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.locator(".drop input[type=file]").setInputFiles({ name, mimeType: "application/octet-stream", buffer });
}

async function download(page: Page, report: string): Promise<{ name: string; text: string }> {
  await page.getByRole("button", { name: "Download" }).click();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: report }).click(),
  ]);
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), "utf8") };
}

describe("a reviewer", () => {
  test("drops a file, reads its findings, filters them, and takes the reports away", async () => {
    const page = await visit.open("/check");
    await give(page, "release.xlf", RELEASE);
    await page.getByText("4 findings in 4 segments").first().waitFor();
    expect(await page.locator(".finding").count()).toBe(4);
    expect(await page.locator(".finding mark").allTextContents()).toEqual(
      expect.arrayContaining(["Assistant Secretary General", "Council of Europe", "50 milliards", "15 billion"]),
    );
    expect(await page.locator(".finding-details").textContent()).toContain("Deputy Secretary General");
    await page.getByText("Why?").click();
    await page.getByText("Looked for:").waitFor();

    await page.getByRole("button", { name: /^Number mismatch/ }).click();
    await page.getByText("1 finding shown").waitFor();
    await page.getByRole("button", { name: "Show all" }).click();
    await page.getByRole("button", { name: /^Major/ }).click();
    await page.getByText("3 findings shown").waitFor();
    await page.getByRole("searchbox", { name: "Segment or words" }).fill("2-4");
    await page.getByText("1 finding shown").waitFor();
    await page.getByRole("button", { name: "Show all" }).click();
    await page.getByRole("button", { name: /Concept/ }).click();
    await page.getByRole("option", { name: /Conseil de l’Atlantique Nord/ }).click();
    await page.getByText("1 finding shown").waitFor();

    const html = await download(page, "Report to send on (HTML)");
    expect([html.name, html.text.includes("<h1>")]).toEqual(["release.xlf.findings.html", true]);
    expect((await download(page, "Table (CSV)")).text).toContain("number-mismatch");
    const annotated = await download(page, "The XLIFF with notes");
    expect(annotated.name).toBe("release.xlf");
    expect(annotated.text).toContain("<note");
    expect(annotated.text).toContain("All countries took part.");
    await closed(page);
  });

  test("pastes two columns of a spreadsheet in one piece", async () => {
    const page = await visit.open("/check");
    await page.getByRole("textbox", { name: "Source" }).focus();
    const pasted = "Il y a 3 points.\tThere are 4 points.\r\nLe COPS s’est réuni.\tThe COPS met.\r\n";
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(pasted)})`);
    await page.keyboard.press("ControlOrMeta+v");
    await page.getByRole("button", { name: "Check", exact: true }).click();
    await page.getByText("in 2 segments").first().waitFor();
    expect(await page.locator(".finding-text").allTextContents()).toContain("There are 4 points.");
    await closed(page);
  });

  test("is told in French what a file lacks, and keeps what was entered", async () => {
    const page = await visit.open("/check", { language: "fr" });
    await page.getByRole("textbox", { name: "Source" }).fill("Il y a 3 points.");
    await give(page, "cut.xlf", RELEASE.subarray(0, 300));
    await page.getByText("Le serveur ne peut pas l’accepter.").waitFor();
    await page.getByText(/ligne \d+, colonne \d+/).waitFor();
    expect(await page.getByRole("textbox", { name: "Source" }).inputValue()).toBe("Il y a 3 points.");
    expect(await axeFindings(page)).toEqual([]);
    await closed(page);
  });

  test("is asked before a reload that would lose the findings", async () => {
    const page = await visit.open("/check");
    await give(page, "release.xlf", RELEASE);
    await page.locator(".finding").first().click();
    const asked = page.waitForEvent("dialog");
    const leaving = page.goto("about:blank").catch(() => undefined);
    const dialog = await asked;
    expect(dialog.type()).toBe("beforeunload");
    await dialog.dismiss();
    await leaving;
    expect(await page.locator(".finding").count()).toBe(4);
    await page.context().close();
  });
});

describe("with the keyboard alone", () => {
  test("one goes through the findings, ignores one with a reason, and reports it again", async () => {
    const page = await visit.open("/check");
    await page.getByRole("button", { name: "Fill in an example" }).focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Enter");
    await page.locator(".finding").first().waitFor();
    const all = await page.locator(".finding").count();
    await page.getByRole("grid").focus();
    await page.keyboard.press("End");
    await page.locator(`#finding-${all - 1}[aria-selected=true]`).waitFor();
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowDown");
    await page.locator("#finding-1[aria-selected=true]").waitFor();
    const message = await page.locator("#finding-1 .finding-message").textContent();
    await page.keyboard.press("i");
    await page.getByRole("textbox", { name: "Reason" }).waitFor();
    await page.keyboard.type("The client’s own name for it");
    await page.keyboard.press("Tab");
    await page.keyboard.type("Zoé");
    await page.keyboard.press("Enter");
    await page.getByText(`${all - 1} findings shown`).waitFor();
    const ignores = await call(visit.server.url, "GET", "/v1/ignores");
    expect(ignores.body).toMatchObject({ items: [{ by: "Zoé", reason: "The client’s own name for it", message }] });

    await page.getByRole("checkbox", { name: "Show ignored (1)" }).focus();
    await page.keyboard.press("Space");
    await page.getByText(`${all} findings shown`).waitFor();
    await page.getByRole("grid").focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowDown");
    await page.getByText(/^Ignored by Zoé on/).waitFor();
    await page.getByRole("button", { name: "Report it again" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("checkbox", { name: /Show ignored/ }).waitFor({ state: "detached" });
    expect((await call(visit.server.url, "GET", "/v1/ignores")).body).toMatchObject({ items: [] });
    await closed(page);
  });
});

test("fifty thousand findings scroll to the last, with some dozens of rows in the document", async () => {
  const rows = Array.from({ length: 50_000 }, (_, i) => `"Chapitre ${i}.",""`);
  const page = await visit.open("/check");
  page.setDefaultTimeout(4 * DEADLINE);
  await give(page, "large.csv", Buffer.from(`fr,en\n${rows.join("\n")}\n`));
  await page.getByText("50,000 findings in 50,000 segments").first().waitFor();
  expect(await page.getByRole("grid").getAttribute("aria-rowcount")).toBe("50001");
  expect(await page.locator(".finding").count()).toBeLessThan(60);
  await page.getByRole("grid").focus();
  await page.keyboard.press("End");
  await page.locator("#finding-49999[aria-selected=true]").waitFor();
  await page.locator(".finding-details").getByText("Chapitre 49999.").waitFor();
  expect(await page.locator(".finding").count()).toBeLessThan(60);
  await page.evaluate(
    "{ const grid = document.querySelector('.findings-grid'); grid.scrollTo(0, grid.scrollHeight / 2) }",
  );
  await page.locator("#finding-25000").waitFor();
  await page.getByRole("searchbox", { name: "Segment or words" }).fill("31000");
  await page.getByText("1 finding shown").waitFor();
  await closed(page);
}, 120_000);

test.each(["light", "dark"] as const)("axe finds nothing, before and after, in the %s", async (theme) => {
  for (const [language, width] of [
    ["en", 1280],
    ["fr", 390],
  ] as const) {
    const page = await visit.open("/check", { theme, language, width });
    await page.locator(".pasted").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await give(page, "release.xlf", RELEASE);
    await page.locator(".finding").first().waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole("grid").focus();
    await page.keyboard.press("i");
    await page.locator(".finding-details form").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await closed(page);
  }
});
