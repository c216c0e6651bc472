import { describe, expect, test } from "@jest/globals";
import { createHash } from "node:crypto";
import { SaxesParser } from "saxes";
import { CATEGORIES } from "../../src/finding.js";
import type { Checked } from "../../src/report/checked-file.js";
import { htmlReport } from "../../src/report/html-report.js";
import { markup, raw } from "../../src/report/markup.js";
import { checkedFile, finding, HOSTILE, pair } from "./checked.js";

const page = (checked: Checked, messages: "en" | "fr" = "en"): string => htmlReport(checked, { messages });

/** The page between its body's tags, without the script. */
function body(checked: Checked): string {
  const [, found = ""] = /<body>([^]*)<script>/.exec(page(checked)) ?? [];
  return found;
}

/** The text of the cells of a page's first row, in which each mark stands in brackets. */
function cells(checked: Checked): string[] {
  const row = /<tbody role="rowgroup">\s*(<tr [^]*?<\/tr>)/.exec(page(checked))?.[1] ?? "";
  const texts: string[] = [];
  const parser = new SaxesParser();
  let depth = 0;
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name }) => {
    if (name === "p" || name === "th") texts.push("");
    if (name === "mark") texts.push(`${texts.pop() ?? ""}[`);
    depth++;
  });
  parser.on("closetag", ({ name }) => {
    if (name === "mark") texts.push(`${texts.pop() ?? ""}]`);
    depth--;
  });
  parser.on("text", (text) => texts.push((texts.pop() ?? "") + text));
  parser.write(row).close();
  expect(depth).toBe(0);
  return texts.map((text) => text.trim());
}

describe("htmlReport", () => {
  test("lets nothing in but its own style and script", () => {
    const text = page(checkedFile({ findings: [finding()] }));
    const hash = (tag: string): string => {
      const [, content = ""] = new RegExp(`<${tag}>([^]*?)</${tag}>`).exec(text) ?? [];
      return `'sha256-${createHash("sha256").update(content, "utf8").digest("base64")}'`;
    };
    const [, policy] = /Content-Security-Policy" content="([^"]*)"/.exec(text) ?? [];
    expect(policy?.replaceAll("&#39;", "'")).toBe(
      `default-src 'none'; style-src ${hash("style")}; script-src ${hash("script")}; base-uri 'none'; form-action 'none'`,
    );
    expect(text).not.toMatch(/\s(?:src|style|on\w+)=/);
    expect(text.match(/\bhref="[^#]/g)).toBeNull();
    expect(text.match(/<script>/g)).toHaveLength(1);
  });

  test("escapes whatever comes from outside", () => {
    const place = { start: 0, end: HOSTILE.length, text: HOSTILE };
    const explanation = {
      rule: HOSTILE,
      designation: HOSTILE,
      lookedFor: [HOSTILE],
      nearMisses: [{ ...place, why: HOSTILE }],
    };
    const file = checkedFile({
      name: HOSTILE,
      glossaries: [HOSTILE],
      checkedAt: HOSTILE,
      segments: [
        pair(HOSTILE, HOSTILE, {
          id: HOSTILE,
          target: { text: HOSTILE, codes: [{ at: 3, id: HOSTILE, kind: "open", data: HOSTILE, type: HOSTILE }] },
        }),
      ],
      findings: [
        finding({
          ...{ message: HOSTILE, concept: HOSTILE, suggestions: [HOSTILE], mqm: HOSTILE, source: place, explanation },
          ignored: { reason: HOSTILE, by: HOSTILE, at: "" },
        }),
      ],
      problems: [{ line: 1, column: 1, reason: HOSTILE }],
    });
    const text = body([file, file]);
    expect(text).not.toMatch(/<script|<!--|alert\("/);
    expect(text.match(/&lt;script&gt;/g)?.length).toBeGreaterThan(20);
  });

  test("shows what turns the direction of writing, and takes it away from the texts", () => {
    const text = page(checkedFile({ segments: [pair("a\u202Eb", "c")], findings: [finding()] }));
    expect(text).toContain('a<span class="control">U+202E</span>b');
    expect(text).not.toContain("\u202E");
  });

  test("marks a place at its exact offsets, beyond emoji and around codes", () => {
    const source = {
      text: "😀 L’OTAN agit.",
      codes: [
        { at: 5, id: "1", kind: "open" as const },
        { at: 7, id: "x", kind: "alone" as const },
        { at: 9, id: "1", kind: "close" as const },
      ],
    };
    const file = checkedFile({
      segments: [pair("", "It acts.", { source })],
      findings: [finding({ source: { start: 5, end: 9, text: "OTAN" }, target: { start: 2, end: 2, text: "" } })],
    });
    const [sourceText, targetText] = cells(file).slice(-2);
    expect([sourceText, targetText]).toEqual(["😀 L’1▸[OTxAN]◂1 agit.", "It[] acts."]);
  });

  test("shows a very long text around its place", () => {
    const text = `${"mot ".repeat(5_000)}75${" mot".repeat(5_000)}`;
    const place = { start: 20_000, end: 20_002, text: "75" };
    const shown =
      cells(checkedFile({ segments: [pair(text, "x")], findings: [finding({ source: place })] })).at(-2) ?? "";
    expect(shown).toContain(" [75] ");
    expect(shown).toMatch(/^\[… [\d,]+ characters\]/);
    expect(shown.length).toBeLessThan(1_500);
  });

  test("tells screen readers which language each text is in", () => {
    const text = page(checkedFile({ findings: [finding({ suggestions: ["NATO"] })] }), "fr");
    expect(text).toContain('<html lang="fr">');
    expect(text).toContain('<p lang="fr" dir="auto">L’OTAN agit.</p>');
    expect(text).toContain('<p lang="en" dir="auto">It acts.</p>');
    expect(text).toContain('<li lang="en" dir="auto">NATO</li>');
  });

  test("counts by category and severity, without what is ignored", () => {
    const ignored = { reason: "agreed", by: "Anne", at: "2026-01-01T00:00:00Z" };
    const findings = [...CATEGORIES.map((category) => finding({ category })), finding({ ignored })];
    const text = body(checkedFile({ findings }));
    expect(text).toContain("<b>11 findings</b> · 1 segment · 1 ignored");
    expect(text.match(/<rect class="major"/g)).toHaveLength(CATEGORIES.length);
    expect(text).toContain("agreed (Anne)");
  });

  test("links to other segments that have a finding, and names a dozen at most", () => {
    const members = Array.from({ length: 40 }, (_, segment) => ({
      segment,
      side: "target" as const,
      start: 0,
      end: 1,
    }));
    const segments = members.map(() => pair("a", "b"));
    const text = body(checkedFile({ segments, findings: [finding({ members }), finding({ segment: 2 })] }));
    expect(text).toContain('<a href="#f1s3">3</a>');
    expect(text).toContain('id="f1s3"');
    expect(text).toContain("and 27 more");
  });

  test("says in the reader's language that there is nothing to report", () => {
    expect(page(checkedFile())).toContain("Nothing to report");
    expect(page(checkedFile(), "fr")).toContain("Rien à signaler");
    expect(page(checkedFile())).not.toContain('id="filters"');
  });

  test("names what could not be read", () => {
    const problems = [{ line: 7, column: 2, reason: "no text" }];
    expect(body(checkedFile({ problems }))).toContain("work.tmx:7:2");
  });
});

describe("markup", () => {
  test("escapes texts and keeps markup", () => {
    const inner = markup`<b title="${`"'`}">${"<&>"}</b>`;
    expect(String(markup`${[inner, undefined]}${undefined}${1}`)).toBe('<b title="&quot;&#39;">&lt;&amp;&gt;</b>1');
  });

  test("writes no character that a document cannot hold", () => {
    expect(String(markup`${"a\u0000b\uD800c"}`)).toBe("a\uFFFDb\uFFFDc");
  });

  test("refuses a script that would end its element", () => {
    expect(() => raw('"</script>"')).toThrow("would end");
  });
});
