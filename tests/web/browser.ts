import chromium from "@sparticuz/chromium";
import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium as playwright, type Browser, type BrowserContext, type Page } from "playwright-core";
import { ServerProcess, temporaryHome } from "../server-process.js";

/** The repository: its `glossary/` and `tm/` are what a fresh clone serves. */
const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/**
 * What a browser needs to run as root in a container. The package's own list would also have it overlook the same-origin
 * policy, and put all of it in one process, which a page that fails would take down.
 */
const ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage", "--font-render-hinting=none", "--disable-gpu"];

/** How long anything may take to appear. Tests wait for conditions; this only ends the wait for what never comes. */
export const DEADLINE = 15_000;

/** A real server on a home as a fresh clone has it, and a real browser. */
export class Visit {
  readonly home: string;
  readonly browser: Browser;
  server: ServerProcess;
  readonly #remove: () => void;
  readonly #env: NodeJS.ProcessEnv;

  private constructor(parts: {
    home: string;
    browser: Browser;
    server: ServerProcess;
    remove: () => void;
    env: NodeJS.ProcessEnv;
  }) {
    this.home = parts.home;
    this.browser = parts.browser;
    this.server = parts.server;
    this.#remove = parts.remove;
    this.#env = parts.env;
  }

  static async start({ token }: { token?: string } = {}): Promise<Visit> {
    const { path: home, remove } = temporaryHome();
    mkdirSync(join(home, "tm"));
    cpSync(join(ROOT, "glossary", "official.json"), join(home, "glossary", "official.json"));
    const release = "otan-ue-ukraine-2025-05-28.tmx";
    cpSync(join(ROOT, "tm", release), join(home, "tm", release));
    const env = token === undefined ? {} : { ENTENTE_TOKEN: token };
    const [server, browser] = await Promise.all([ServerProcess.start(home, { env }), launch()]);
    return new Visit({ home, browser, server, remove, env });
  }

  async end(): Promise<void> {
    await this.browser.close();
    await this.server.kill();
    this.#remove();
  }

  /** Opens a page of the site, as a person with these preferences does. */
  async open(path = "/", as: Preferences = {}): Promise<Page> {
    const { language = "en", theme = "light", width = 1280, height = 900 } = as;
    const context = await this.browser.newContext({
      locale: language === "fr" ? "fr-FR" : "en-GB",
      colorScheme: theme,
      reducedMotion: "reduce",
      viewport: { width, height },
      acceptDownloads: true,
    });
    watch(context);
    const page = await context.newPage();
    page.setDefaultTimeout(DEADLINE);
    await page.goto(this.server.url + path);
    return page;
  }

  /** The server again, on the port that it had. */
  async restartServer(): Promise<void> {
    const { port } = new URL(this.server.url);
    this.server = await ServerProcess.start(this.home, { env: this.#env, args: ["--port", port] });
  }
}

export interface Preferences {
  readonly language?: "en" | "fr";
  readonly theme?: "light" | "dark";
  readonly width?: number;
  readonly height?: number;
}

async function launch(): Promise<Browser> {
  return playwright.launch({ executablePath: await chromium.executablePath(), args: ARGUMENTS, headless: true });
}

/** What went wrong unseen in the pages of a context: uncaught errors, and whatever the page's policy kept from running. */
const faults = new WeakMap<BrowserContext, string[]>();

function watch(context: BrowserContext): void {
  const seen: string[] = [];
  faults.set(context, seen);
  context.on("weberror", (error) => seen.push(String(error.error())));
  context.on("console", (message) => {
    if (/Content Security Policy|Warning:|Maximum update/i.test(message.text())) seen.push(message.text());
  });
}

/** The unseen faults of a page so far. */
export function faultsOf(page: Page): readonly string[] {
  return faults.get(page.context()) ?? [];
}
