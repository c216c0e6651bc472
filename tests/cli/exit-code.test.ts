import { describe, expect, test } from "@jest/globals";
import { AnswerProblem, Unreachable } from "../../src/cli/client.js";
import { EXIT_CODES, explain, outcomeOf, Stop } from "../../src/cli/exit-code.js";
import { Refusal } from "../../src/refusal.js";

const system = (code: string, message: string): Error => Object.assign(new Error(message), { code });

describe("the exit status", () => {
  test.each([
    [new Stop("usage", "x"), 2],
    [new Refusal("malformed", "x"), 3],
    [new Refusal("not-found", "x"), 4],
    [new Refusal("locked", "x"), 5],
    [new Refusal("storage-full", "x"), 6],
    [new AnswerProblem(404, "x"), 4],
    [new AnswerProblem(401, "x"), 3],
    [new AnswerProblem(413, "x"), 3],
    [new AnswerProblem(500, "x"), 6],
    [new AnswerProblem(507, "x"), 6],
    [new Unreachable("x"), 6],
    [system("ENOENT", "x"), 4],
    [new Refusal("conflict", "x"), 3],
    [new Refusal("conflict", "x", { cause: system("EADDRINUSE", "x") }), 5],
    [system("ENOSPC", "x"), 6],
    [new TypeError("x"), 6],
    ["no error at all", 6],
  ])("of %p is %p", (error, code) => {
    expect(EXIT_CODES[outcomeOf(error)]).toBe(code);
  });
});

describe("the line that says why", () => {
  test("begins with the file, line and column where there are some", () => {
    expect(explain(new Refusal("malformed", "no end tag", { file: "a.tmx", line: 3, column: 7 }))).toBe(
      "a.tmx:3:7: no end tag",
    );
    expect(explain(new Refusal("malformed", "no end tag", { line: 3 }))).toBe("3: no end tag");
    expect(explain(new Refusal("invalid", "too long"))).toBe("too long");
  });

  test("words what the operating system says, in one line and without a stack", () => {
    expect(explain(system("ENOENT", "ENOENT: no such file or directory, open 'x.tmx'"))).toBe(
      "x.tmx: no such file or directory",
    );
    expect(explain(new Error("one\n  two\n"))).toBe("one; two");
    expect(explain("thrown text")).toBe("thrown text");
  });
});
