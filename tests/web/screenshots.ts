import { afterAll, beforeAll, test } from "@jest/globals";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { Visit, type Preferences } from "./browser.js";

/**
 * Pictures of every view in both languages, both themes and two widths, to be looked at: `npm run screenshots`. They are put
 * into `coverage/screenshots/`, which git does not track.
 */
const FOLDER = fileURLToPath(new URL("../../coverage/screenshots/", import.meta.url));

interface Scene {
  readonly name: string;
  readonly path: string;
  /** Brings the view to what is to be seen. */
  readonly play?: (page: Page) => Promise<void>;
}

const QUERY =
  "L’OTAN et l’Union européenne expriment leur soutien constant à l’Ukraine à l’occasion d’une séance du Conseil de l’Atlantique Nord et du Comité politique et de sécurité";

/** A translation with faults of many kinds. */
const TRANSLATION = [
  ["fr", "en"],
  [
    "La secrétaire générale déléguée de l’OTAN a conduit une réunion du Conseil de l’Atlantique Nord et du COPS.",
    "The NATO Assistant Secretary General led a meeting of the Council of Europe and the PSC.",
  ],
  ["Les Alliés de l’OTAN ont fourni 50 milliards d’euros en 2024.", "NATO Allies provided 15 billion euros in 2024."],
  ["Cette assistance est indispensable.", "Cette assistance est indispensable."],
  ["Le Comité militaire s’est réuni.", "The Military Committee met .."],
  ["Merci de votre attention.", "Thank you for your attention."],
  ["Merci de votre attention.", "Thanks for listening."],
  ["L’aide s’élève à 1 234,5 millions d’euros.", "The aid amounts to 1 234,5 million euros."],
  ["Ouvrez %s, puis %d.", "Open %s."],
]
  .map((row) => row.map((cell) => `"${cell}"`).join(","))
  .join("\n");

/** A memory with a unit that cannot be read. */
const TMX = `<?xml version="1.0"?><tmx version="1.4"><header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en" srclang="fr" datatype="plaintext"/><body>
<tu><tuv xml:lang="fr"><seg>La tasse est bleue.</seg></tuv><tuv xml:lang="en"><seg>The cup is blue.</seg></tuv></tu>
<tu><tuv><seg>Sans langue.</seg></tuv></tu></body></tmx>`;

/** A file to translate, of which the memory has some. */
const XLIFF = `<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="release.txt" source-language="fr" target-language="en" datatype="plaintext"><body>
${[
  QUERY,
  QUERY.replace("constant", "commun").replace("séance", "réunion"),
  "Le chat dort sur le canapé.",
  "Le chat dort sur le canapé.",
]
  .map((source, i) => `<trans-unit id="u${i}"><source>${source}</source></trans-unit>`)
  .join("\n")}
</body></file></xliff>`;

let imported = 0;

const SCENES: readonly Scene[] = [
  { name: "lookup-empty", path: "/", play: async (page) => void (await page.locator(".example").first().waitFor()) },
  {
    name: "lookup",
    path: `/?q=${encodeURIComponent(QUERY)}&min=40`,
    play: async (page) => {
      await page.locator(".match").first().waitFor();
      await page.locator(".match-target .term").first().waitFor();
    },
  },
  {
    name: "lookup-edit",
    path: `/?q=${encodeURIComponent(QUERY)}&min=40`,
    play: async (page) => {
      await page.locator(".match").first().waitFor();
      await page.locator(".matches > li").first().focus();
      await page.keyboard.press("e");
      await page.locator(".editor textarea").first().waitFor();
    },
  },
  {
    name: "lookup-term",
    path: `/?q=${encodeURIComponent(QUERY)}`,
    play: async (page) => {
      await page.locator(".match-target .term").first().click();
      await page.locator(".term-card").first().waitFor();
    },
  },
  { name: "check-empty", path: "/check", play: async (page) => void (await page.locator(".pasted").waitFor()) },
  {
    name: "check",
    path: "/check",
    play: async (page) => {
      await page
        .locator(".drop input[type=file]")
        .setInputFiles({ name: "traduction.csv", mimeType: "text/csv", buffer: Buffer.from(TRANSLATION) });
      await page.locator(".finding").first().waitFor();
    },
  },
  {
    name: "glossary-list",
    path: "/glossary",
    play: async (page) => void (await page.locator(".concepts a").first().waitFor()),
  },
  {
    name: "glossary",
    path: "/glossary?q=conseils+de+l%E2%80%99atlantique&glossary=official&concept=N004",
    play: async (page) => {
      await page.locator(".concept-text").waitFor();
      await page.locator(".concepts a").first().waitFor({ state: "attached" });
    },
  },
  {
    name: "glossary-edit",
    path: "/glossary?q=conseil&glossary=official&concept=N004",
    play: async (page) => {
      await page.locator(".concept-text + .actions button").first().click();
      await page.locator(".term-fields").first().waitFor();
    },
  },
  { name: "memories", path: "/memories", play: async (page) => void (await page.locator(".memory-table").waitFor()) },
  {
    name: "memories-import",
    path: "/memories",
    play: async (page) => {
      await page
        .locator(".drop input[type=file]")
        .setInputFiles({ name: `client-${++imported}.tmx`, mimeType: "text/xml", buffer: Buffer.from(TMX) });
      await page.locator("form[aria-label] button.primary").click();
      await page.locator("#imports ~ ul .state-done").first().waitFor();
      await page.locator("#imports ~ ul summary").first().click();
    },
  },
  {
    name: "pretranslate",
    path: "/pretranslate",
    play: async (page) => {
      const buffer = Buffer.from(XLIFF);
      await page.locator(".drop input[type=file]").setInputFiles({ name: "release.xlf", mimeType: "text/xml", buffer });
      await page.locator(".bands").waitFor();
    },
  },
  {
    name: "api",
    path: "/api",
    play: async (page) => {
      await page.locator(".operation").first().waitFor();
      await page.getByRole("searchbox").fill("match");
      await page.locator(".operation > summary").first().click();
    },
  },
];

const only = process.env["SCENES"]?.split(",");
const LOOKS: readonly Preferences[] = (["en", "fr"] as const).flatMap((language) =>
  (["light", "dark"] as const).flatMap((theme) => [1280, 390].map((width) => ({ language, theme, width }))),
);
const looks = process.env["LOOKS"] === "few" ? [LOOKS[0]!, LOOKS[7]!] : LOOKS;

let visit: Visit;
beforeAll(async () => {
  mkdirSync(FOLDER, { recursive: true });
  visit = await Visit.start();
});
afterAll(() => visit.end());

test.each(SCENES.filter(({ name }) => only === undefined || only.some((part) => name.startsWith(part))))(
  "$name",
  async ({ name, path, play }) => {
    for (const look of looks) {
      const page = await visit.open(path, look);
      await play?.(page);
      await page.evaluate("document.fonts.ready");
      await page.screenshot({ path: join(FOLDER, `${name}-${look.language}-${look.theme}-${look.width}.png`) });
      await page.context().close();
    }
  },
  300_000,
);
