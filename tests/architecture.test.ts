import { describe, expect, test } from "@jest/globals";
import { cruise, type ICruiseResult, type IDependency, type IModule } from "dependency-cruiser";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * The table of src/README.md: which rooms a room may import from. The domain is every file that stands directly in
 * src/, save config.ts, which belongs to those who start a server.
 */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  text: ["domain"],
  memory: ["domain", "text"],
  glossary: ["domain", "text"],
  check: ["domain", "text", "glossary"],
  adapt: ["domain", "text", "memory", "glossary"],
  formats: ["domain"],
  store: ["domain"],
  report: ["domain"],
  workspace: ["domain", "text", "memory", "glossary", "check", "adapt", "formats", "store", "report"],
  config: ["domain"],
  http: ["domain", "text", "memory", "glossary", "check", "formats", "report", "workspace", "config"],
  cli: ["domain", "text", "formats", "report", "workspace", "http", "config"],
  // Of http/ and report/ it may see one file each: see the test below.
  web: ["domain", "report", "http"],
};

/** The files outside the domain that the page may import: what is sent and answered, as types, and the words of reports. */
const SEEN_BY_THE_PAGE = ["src/http/contract.ts", "src/report/wording.ts"];

/** The rooms whose code a browser runs: they may use nothing that the others have. */
const BROWSER_PACKAGES = [
  "react",
  "react-dom",
  "react-aria-components",
  "@tanstack/react-query",
  "@tanstack/react-virtual",
];

/** Rooms whose code must run anywhere: no Node.js module, no I/O. */
const PURE = ["domain", "text", "memory", "glossary", "check", "adapt"];

/** The only rooms that may know a package, for the packages that must stay behind one door. */
const PACKAGE_ROOMS: Readonly<Record<string, readonly string[]>> = {
  "better-sqlite3": ["store"],
  lowdb: ["store"],
  express: ["http"],
  busboy: ["http"],
  "prom-client": ["http"],
  saxes: ["formats"],
  "iconv-lite": ["formats"],
  "csv-parse": ["formats"],
  "csv-stringify": ["formats", "report"],
  xliff: ["formats"],
  commander: ["cli"],
  "fast-levenshtein": ["memory", "glossary", "http"],
  "@orama/stemmers": ["text"],
};

function roomOf(path: string): string {
  const [, first = "", second] = path.split("/");
  if (second === undefined) return first === "config.ts" ? "config" : "domain";
  return first;
}

/** Code of the page that browsers run; how it is built is not. */
function isPageCode(path: string): boolean {
  return roomOf(path) === "web" && path !== "src/web/vite.config.ts";
}

function packageOf(path: string): string | undefined {
  const [, name] = /(?:^|\/)node_modules\/(?:@types\/)?((?:@[^/]+\/)?[^/]+)/.exec(path) ?? [];
  return name;
}

async function modules(): Promise<readonly IModule[]> {
  const { output } = await cruise(
    ["src"],
    {
      baseDir: root,
      doNotFollow: { path: "node_modules" },
      tsPreCompilationDeps: true,
      tsConfig: { fileName: "tsconfig.json" },
    },
    { extensions: [".ts", ".tsx", ".js", ".json"], conditionNames: ["import", "types"] },
  );
  return (output as ICruiseResult).modules.filter(({ source }) => source.startsWith("src/"));
}

const graph = await modules();
const arrows = graph.flatMap(({ source, dependencies }) =>
  dependencies.map((to: IDependency) => ({
    from: source,
    to: to.resolved,
    module: to.module,
    typeOnly: to.dependencyTypes.includes("type-only"),
    core: to.coreModule,
    cycle: to.circular,
  })),
);

describe("the house", () => {
  test("is seen whole by this test", () => {
    expect(graph.length).toBeGreaterThan(40);
    expect(new Set(graph.map(({ source }) => roomOf(source)))).toEqual(new Set(Object.keys(MAY_IMPORT)));
  });

  test("lets imports go one way", () => {
    const wrong = arrows.filter(({ from, to }) => {
      const [room, other] = [roomOf(from), roomOf(to)];
      return to.startsWith("src/") && room !== other && !MAY_IMPORT[room]?.includes(other);
    });
    expect(wrong.map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
  });

  test("shows the page the contract's types, the words of reports and the domain, and nothing else", () => {
    const wrong = arrows.filter(({ from, to, typeOnly }) => {
      if (roomOf(from) !== "web" || !to.startsWith("src/")) return false;
      const room = roomOf(to);
      if (room === "http") return !SEEN_BY_THE_PAGE.includes(to) || !typeOnly;
      return room === "report" && !SEEN_BY_THE_PAGE.includes(to);
    });
    expect(wrong.map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
  });

  test("keeps the page's libraries in the page", () => {
    const wrong = arrows.filter(
      ({ from, to, module }) => roomOf(from) !== "web" && BROWSER_PACKAGES.includes(packageOf(to) ?? module),
    );
    expect(wrong.map(({ from, module }) => `${from} -> ${module}`)).toEqual([]);
  });

  test("has no import cycle", () => {
    expect(arrows.filter(({ cycle }) => cycle).map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
  });

  test("keeps the pure rooms free of Node.js", () => {
    const wrong = arrows.filter(({ from, core }) => core && (PURE.includes(roomOf(from)) || isPageCode(from)));
    expect(wrong.map(({ from, module }) => `${from} -> ${module}`)).toEqual([]);
  });

  test("keeps each package behind its door", () => {
    const wrong = arrows.filter(({ from, to, module }) => {
      const rooms = PACKAGE_ROOMS[packageOf(to) ?? module];
      return rooms !== undefined && !rooms.includes(roomOf(from));
    });
    expect(wrong.map(({ from, module }) => `${from} -> ${module}`)).toEqual([]);
  });

  test.each(Object.keys(PACKAGE_ROOMS))("uses %s", (name) => {
    expect(arrows.some(({ to, module }) => packageOf(to) === name || module.startsWith(name))).toBe(true);
  });
});
