import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { writeFileSync, mkdirSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { entente, newHome, removeHome, serve } from "./entente.js";

let home = "";
beforeEach(() => {
  home = newHome();
});
afterEach(() => removeHome(home));

describe("entente serve", () => {
  test("says where it listens, answers there, and ends with 0 at SIGTERM", async () => {
    const server = await serve(home);
    const health = await fetch(`${server.url}/healthz`);
    expect(health.status).toBe(200);
    await health.text();
    const { code, stdout, stderr } = await server.stop("SIGTERM");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toBe(`Entente listens on ${server.url} and serves ${home}\n`);
  });

  test("ends with 0 at Ctrl-C, and gives the home back to the next one", async () => {
    const first = await serve(home);
    expect((await first.stop("SIGINT")).code).toBe(0);
    const second = await serve(home);
    expect((await second.stop()).code).toBe(0);
  });

  test("takes the home over from one that was killed", async () => {
    const first = await serve(home);
    expect((await first.stop("SIGKILL")).code).toBe(null);
    const second = await serve(home);
    expect((await second.stop()).code).toBe(0);
  });

  test("refuses a home that another server owns with 5, its pid and its address", async () => {
    const server = await serve(home);
    try {
      const { code, stdout, stderr } = await entente(["serve", "--port", "0"], { home });
      expect({ code, stdout }).toEqual({ code: 5, stdout: "" });
      expect(stderr).toContain(String(server.pid));
      expect(stderr).toContain(server.url);
    } finally {
      await server.stop();
    }
  });

  test("ends with 5 where the port is in use, in one line", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => other.once("listening", resolve));
    const address = other.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const { code, stderr } = await entente(["serve", "--port", String(port)], { home, env: { ENTENTE_LOG: "warn" } });
    await new Promise((resolve) => other.close(resolve));
    expect(code).toBe(5);
    expect(stderr).toMatch(new RegExp(`${port}`));
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  });

  test("serves on with a glossary edited into nonsense, and says in which file and line", async () => {
    mkdirSync(join(home, "glossary"), { recursive: true });
    writeFileSync(join(home, "glossary/broken.json"), '{\n  "entente": "glossary",\n  "version": 1,\n  nonsense\n}\n');
    const server = await serve(home);
    const { code, stderr } = await server.stop();
    expect(code).toBe(0);
    expect(stderr).toMatch(/glossary\/broken\.json:4:/);
  });
});
