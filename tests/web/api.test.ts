import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { axeFindings } from "./axe.js";
import { faultsOf, Visit } from "./browser.js";

let visit: Visit;
beforeAll(async () => void (visit = await Visit.start()));
afterAll(() => visit.end());

test("the API can be read: every route, what it takes and what it answers", async () => {
  const page = await visit.open("/api");
  await page.locator(".operation").first().waitFor();
  const { paths } = (await (await fetch(`${visit.server.url}/openapi.json`)).json()) as {
    paths: Record<string, object>;
  };
  const routes = Object.values(paths).reduce((sum, methods) => sum + Object.keys(methods).length, 0);
  expect(await page.locator(".operation").count()).toBe(routes);
  await page.getByRole("searchbox").fill("post /v1/match");
  expect(await page.locator(".operation").count()).toBe(1);
  await page.locator(".operation > summary").click();
  await page.locator(".operation").getByText("minScore", { exact: true }).first().waitFor();
  await page.locator(".operation").getByText("segments", { exact: true }).first().waitFor();
  expect(faultsOf(page)).toEqual([]);
});

test.each(["light", "dark"] as const)("axe finds nothing in the %s", async (theme) => {
  const page = await visit.open("/api", { theme, language: "fr" });
  await page.locator(".operation").first().waitFor();
  await page.locator(".operation > summary").first().click();
  expect(await axeFindings(page)).toEqual([]);
  await page.context().close();
});

test("an address that leads nowhere says so", async () => {
  const page = await visit.open("/api");
  await page.locator(".operation").first().waitFor();
  // The server answers nothing there; within the page one can come there by the history.
  await page.evaluate("history.pushState(null, '', '/nowhere'); dispatchEvent(new PopStateEvent('popstate'))");
  await page.getByRole("heading", { name: "There is nothing at this address." }).waitFor();
  expect(await axeFindings(page)).toEqual([]);
});
