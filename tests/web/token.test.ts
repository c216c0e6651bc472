import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { axeFindings } from "./axe.js";
import { faultsOf, Visit } from "./browser.js";

const TOKEN = "0123456789abcdef-secret";

let visit: Visit;
beforeAll(async () => void (visit = await Visit.start({ token: TOKEN })));
afterAll(() => visit.end());

test("the page asks for the token, and keeps it while the tab is open", async () => {
  const page = await visit.open();
  const field = page.getByLabel("Token", { exact: true });
  await field.waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await field.fill("0123456789abcdef-wrong");
  await page.keyboard.press("Enter");
  await page.getByText("That was not the right token.").waitFor();
  await field.fill(TOKEN);
  await page.keyboard.press("Enter");
  await page.locator(".example").first().waitFor();
  await page.reload();
  await page.locator(".example").first().waitFor();
  expect(await page.evaluate("JSON.stringify(localStorage)")).not.toContain(TOKEN);
  expect(faultsOf(page)).toEqual([]);
});
