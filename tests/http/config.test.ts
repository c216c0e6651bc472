import { describe, expect, test } from "@jest/globals";
import { resolve } from "node:path";
import { readConfig, VERSION } from "../../src/config.js";

const TOKEN = "a-token-of-24-characters";

describe("the configuration", () => {
  test("has defaults for everything", () => {
    expect(readConfig({}, {})).toEqual({ home: process.cwd(), host: "127.0.0.1", port: 8722, logLevel: "info" });
  });

  test("goes by the environment, and before it by the command line", () => {
    const env = {
      ENTENTE_HOME: "env",
      ENTENTE_HOST: "::1",
      ENTENTE_PORT: "1000",
      ENTENTE_TOKEN: TOKEN,
      ENTENTE_LOG: "debug",
    };
    expect(readConfig({}, env)).toEqual({
      home: resolve("env"),
      host: "::1",
      port: 1_000,
      token: TOKEN,
      logLevel: "debug",
    });
    expect(readConfig({ home: "given", host: "0.0.0.0", port: "0" }, env)).toMatchObject({
      home: resolve("given"),
      host: "0.0.0.0",
      port: 0,
    });
    expect(readConfig({ port: 65_535 }, env).port).toBe(65_535);
  });

  test("takes an empty variable for none", () => {
    const env = { ENTENTE_HOME: "", ENTENTE_HOST: "", ENTENTE_PORT: "", ENTENTE_TOKEN: "", ENTENTE_LOG: "" };
    expect(readConfig({}, env)).toEqual(readConfig({}, {}));
  });

  test.each(["127.0.0.1", "::1", "[::1]", "localhost"])("lets %s be listened on without a token", (host) => {
    expect(readConfig({ host }, {}).host).toBe(host.replace(/[[\]]/g, ""));
  });

  test.each(["0.0.0.0", "::", "192.168.1.5", "example.org", "127.0.0.2"])("wants a token for %s", (host) => {
    expect(() => readConfig({ host }, {})).toThrow(/--host .*ENTENTE_TOKEN/);
    expect(() => readConfig({}, { ENTENTE_HOST: host })).toThrow(/ENTENTE_HOST .*ENTENTE_TOKEN/);
    expect(readConfig({ host }, { ENTENTE_TOKEN: TOKEN }).host).toBe(host);
  });

  test.each([
    [{ port: "65536" }, {}, "--port"],
    [{ port: "-1" }, {}, "--port"],
    [{ port: "80a" }, {}, "--port"],
    [{ port: "1e3" }, {}, "--port"],
    [{ port: "" }, {}, "--port"],
    [{ port: 1.5 }, {}, "--port"],
    [{}, { ENTENTE_PORT: "http" }, "ENTENTE_PORT"],
    [{ host: "" }, {}, "--host"],
    [{ host: "a b" }, {}, "--host"],
    [{ host: "8722" }, {}, "--host"],
    [{}, { ENTENTE_HOST: "http://x/" }, "ENTENTE_HOST"],
    [{ home: "" }, {}, "--home"],
    [{}, { ENTENTE_TOKEN: "short" }, "ENTENTE_TOKEN"],
    [{}, { ENTENTE_TOKEN: "with spaces in the token" }, "ENTENTE_TOKEN"],
    [{}, { ENTENTE_TOKEN: "x".repeat(2_000) }, "ENTENTE_TOKEN"],
    [{}, { ENTENTE_LOG: "loud" }, "ENTENTE_LOG"],
  ])("refuses %j with %j, naming %s", (options, env, name) => {
    const read = (): unknown => readConfig(options, env);
    expect(read).toThrow(
      expect.objectContaining({ code: "invalid", message: expect.stringMatching(new RegExp(`^${name} `)) }),
    );
  });

  test("never shows the token", () => {
    expect(() => readConfig({}, { ENTENTE_TOKEN: "a secret of spaces" })).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining("secret") }),
    );
  });
});

test("the version is the package's", () => {
  expect(VERSION).toMatch(/^\d+\.\d+\.\d+/);
});
