import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { axeFindings } from "./axe.js";
import { faultsOf, Visit } from "./browser.js";

let visit: Visit;
beforeAll(async () => void (visit = await Visit.start()));
afterAll(() => visit.end());

async function closed(page: Page): Promise<void> {
  expect(faultsOf(page)).toEqual([]);
  await page.context().close();
}

const TITLE =
  "L’OTAN et l’Union européenne expriment leur soutien commun à l’Ukraine à l’occasion d’une réunion du Conseil de l’Atlantique Nord et du Comité politique et de sécurité";

/** A file to translate: one sentence that the press release has, one like it, one of its own twice. */
const FILE = Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="release.txt" source-language="fr" target-language="en" datatype="plaintext"><body>
${[TITLE, TITLE.replace("commun", "constant"), "Le chat dort sur le canapé.", "Le chat dort sur le canapé."]
  .map((source, i) => `<trans-unit id="u${i + 1}"><source>${source}</source></trans-unit>`)
  .join("\n")}
</body></file></xliff>
`);

async function give(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.locator(".drop input[type=file]").setInputFiles({ name, mimeType: "application/xliff+xml", buffer });
}

/** Segments and words of a band as the table says them. */
async function band(page: Page, name: string): Promise<string[]> {
  const row = page.locator(".bands tbody tr", { has: page.getByRole("rowheader", { name, exact: true }) });
  return (await row.locator(".number").allTextContents()).slice(0, 2);
}

describe("a file to translate", () => {
  test("is counted by what the memories have, filled, and taken away", async () => {
    const page = await visit.open("/pretranslate");
    await give(page, "release.xlf", FILE);
    await page.locator(".bands").waitFor();
    expect((await band(page, "100%"))[0]).toBe("1");
    expect((await band(page, "95–99%"))[0]).toBe("1");
    expect(await band(page, "No match")).toEqual(["1", "6"]);
    expect(await band(page, "Repetitions")).toEqual(["1", "6"]);
    await page.getByRole("button", { name: /Fill empty targets/ }).click();
    await page.getByRole("option", { name: "From 100% up" }).click();
    await page.getByRole("button", { name: "Pre-translate", exact: true }).click();
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Download release.xlf" }).click(),
    ]);
    const text = readFileSync(await file.path(), "utf8");
    expect(file.suggestedFilename()).toBe("release.xlf");
    expect(text).toContain("express their shared support");
    expect(text.match(/<alt-trans/g)?.length).toBeGreaterThanOrEqual(2);
    await closed(page);
  });

  test("that is none is refused in the reader's language, and another can follow", async () => {
    const page = await visit.open("/pretranslate", { language: "fr" });
    await give(page, "notes.xlf", Buffer.from("Ceci n’est pas du XLIFF."));
    await page.locator(".problem").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole("button", { name: "Un autre fichier" }).click();
    await give(page, "release.xlf", FILE);
    await page.locator(".bands").waitFor();
    await closed(page);
  });
});

test.each(["light", "dark"] as const)("axe finds nothing in the %s", async (theme) => {
  for (const [language, width] of [
    ["en", 1280],
    ["fr", 390],
  ] as const) {
    const page = await visit.open("/pretranslate", { theme, language, width });
    await page.locator(".drop").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await give(page, "release.xlf", FILE);
    await page.locator(".bands").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await closed(page);
  }
});
