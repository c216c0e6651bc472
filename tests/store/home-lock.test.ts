import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { HomeLock, ownerOf } from "../../src/store/home-lock.js";
import { Child, killChildren } from "./child.js";
import { refused } from "./refused.js";

describe("the lock of a home", () => {
  let home: string;

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "entente-home-"));
  });

  afterEach(killChildren);
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  test("is given to one, who tells its address when it knows it, and free when released", async () => {
    expect(ownerOf(home)).toBeUndefined();
    const lock = HomeLock.acquire(home);
    expect(ownerOf(home)).toEqual({ pid: process.pid });
    lock.setAddress("http://127.0.0.1:9");
    expect(ownerOf(home)).toEqual({ pid: process.pid, address: "http://127.0.0.1:9" });
    const refusal = await refused("locked", () => HomeLock.acquire(home));
    expect(refusal.message).toContain(String(process.pid));
    expect(refusal.message).toContain("http://127.0.0.1:9");
    lock.release();
    lock.release();
    expect(ownerOf(home)).toBeUndefined();
    HomeLock.acquire(home, { address: "http://127.0.0.1:10" }).release();
    expect(existsSync(join(home, "tm", "entente.lock.json"))).toBe(false);
  });

  test("keeps another process out and names it", async () => {
    const child = new Child("hold-home.js", home);
    await child.saying();
    expect(ownerOf(home)).toEqual({ pid: child.pid, address: "http://127.0.0.1:8722" });
    const refusal = await refused("locked", () => HomeLock.acquire(home));
    expect(refusal.detail.current).toEqual({ pid: child.pid, address: "http://127.0.0.1:8722" });
    child.say("release");
    expect(await child.exitCode()).toBe(0);
    HomeLock.acquire(home).release();
  });

  test("is free when its holder is killed, whatever it has left lying", async () => {
    const child = new Child("hold-home.js", home);
    await child.saying();
    await child.kill();
    expect(existsSync(join(home, "tm", "entente.lock.json"))).toBe(true);
    expect(ownerOf(home)).toBeUndefined();
    const lock = HomeLock.acquire(home);
    expect(ownerOf(home)).toEqual({ pid: process.pid });
    lock.release();
  });

  test("is given to one of many who ask at once", async () => {
    const children = Array.from({ length: 4 }, () => new Child("hold-home.js", home));
    const said = await Promise.all(children.map((child) => child.line()));
    expect(said.sort()).toEqual(["held", "locked", "locked", "locked"]);
    for (const child of children) await child.kill();
  });

  test("holds though what is told of the owner is unreadable", async () => {
    const lock = HomeLock.acquire(home);
    writeFileSync(join(home, "tm", "entente.lock.json"), '{"pid": "x"');
    expect(ownerOf(home)).toEqual({});
    await refused("locked", () => HomeLock.acquire(home));
    lock.release();
  });
});
