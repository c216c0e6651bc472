import { describe, expect, test } from "@jest/globals";
import { request } from "node:http";
import { startServer } from "../../dist/http/server.js";
import { Entente, tmx } from "./entente.js";

const silent = { info: () => {}, warn: () => {}, error: () => {} };

describe("starting", () => {
  test("on a port in use is refused, naming the address and the cure", async () => {
    const entente = await Entente.start();
    try {
      const port = Number(new URL(entente.url).port);
      const config = { home: entente.home, host: "127.0.0.1", port };
      const second = startServer({ workspace: entente.workspace, config, log: silent });
      await expect(second).rejects.toMatchObject({
        code: "conflict",
        message: expect.stringContaining(`127.0.0.1:${port}`),
      });
      await expect(second).rejects.toMatchObject({ message: expect.stringContaining("--port") });
      expect((await entente.get("/healthz")).status).toBe(200);
    } finally {
      await entente.end();
    }
  });

  test("on an address of another machine is refused", async () => {
    const entente = await Entente.start();
    try {
      const config = { home: entente.home, host: "192.0.2.1", port: 0 };
      await expect(startServer({ workspace: entente.workspace, config, log: silent })).rejects.toMatchObject({
        code: "invalid",
      });
    } finally {
      await entente.end();
    }
  });

  test("under the name of this machine gives an address that answers", async () => {
    const entente = await Entente.start({ host: "localhost" });
    try {
      expect(entente.url).toMatch(/^http:\/\/localhost:\d+$/);
      expect((await fetch(`${entente.url}/healthz`)).status).toBe(200);
    } finally {
      await entente.end();
    }
  });
});

describe("stopping", () => {
  test("finishes a request that runs, and takes no more", async () => {
    const entente = await Entente.start();
    try {
      const id = await entente.memory();
      const many = Array.from(
        { length: 3_000 },
        (_, i) => [`Phrase ${i}. ${"mot ".repeat(50)}`, `Sentence ${i}.`] as const,
      );
      const { headers } = await entente.post(`/v1/memories/${id}/import`, tmx(...many));
      await entente.ended(headers.location ?? "");

      let stopped: Promise<void> | undefined;
      const file = await new Promise<string>((resolve, reject) => {
        request(`${entente.url}/v1/memories/${id}/export?format=tmx`, (answer) => {
          stopped = entente.stop();
          const chunks: Buffer[] = [];
          answer.on("data", (chunk: Buffer) => chunks.push(chunk));
          answer.on("end", () => resolve(Buffer.concat(chunks).toString("utf8"))).on("error", reject);
        })
          .on("error", reject)
          .end();
      });
      expect(file.trimEnd().endsWith("</tmx>")).toBe(true);
      await stopped;
      await expect(entente.get("/healthz")).rejects.toMatchObject({ code: expect.stringMatching(/^ECONN/) });
    } finally {
      await entente.end();
    }
  });

  test("does not wait for connections that are merely open", async () => {
    const entente = await Entente.start();
    try {
      for (let i = 0; i < 5; i++) await (await fetch(`${entente.url}/healthz`)).text();
      await entente.stop();
      await expect(fetch(`${entente.url}/healthz`)).rejects.toThrow();
    } finally {
      await entente.end();
    }
  });
});
