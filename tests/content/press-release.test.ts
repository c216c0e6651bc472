import { createReadStream, existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import type { ReadEvent } from "../../src/formats/read-event.js";
import { readTmx } from "../../src/formats/tmx-reader.js";
import { languageTag, type LanguageTag } from "../../src/language.js";
import { variantFor, type UnitContent } from "../../src/unit.js";

const FILE = new URL("../../tm/otan-ue-ukraine-2025-05-28.tmx", import.meta.url);
/** Where the release lies in the team's shared folder, beside the repository; it is not part of the repository. */
const ORIGINAL = new URL("../../../shared/data/otan-ue-ukraine-2025-05-28.fr.txt", import.meta.url);

const fr = languageTag("fr") as LanguageTag;
const en = languageTag("en") as LanguageTag;

async function events(): Promise<ReadEvent[]> {
  const all: ReadEvent[] = [];
  for await (const event of readTmx(createReadStream(FILE) as AsyncIterable<Uint8Array>)) all.push(event);
  return all;
}

async function units(): Promise<UnitContent[]> {
  return (await events()).flatMap((event) => (event.kind === "unit" ? [event.unit] : []));
}

function texts(all: readonly UnitContent[], lang: LanguageTag): string[] {
  return all.map((unit) => variantFor(unit, lang)?.segment.text ?? "");
}

/** The ids as the file has them (`title`, `p1s1`), which tell the paragraph of each sentence. */
function tuids(): string[] {
  return [...readFileSync(FILE, "utf8").matchAll(/<tu tuid="([^"]+)"/g)].map(([, id]) => id ?? "");
}

describe("the press release shipped in tm/", () => {
  test("reads without a problem, ten units from French to English", async () => {
    const all = await events();
    expect(all.filter(({ kind }) => kind === "problem")).toEqual([]);
    expect(all.find(({ kind }) => kind === "header")).toMatchObject({ sourceLang: "fr" });
    const read = await units();
    expect(read).toHaveLength(10);
    for (const unit of read) {
      expect(unit.sourceLang).toBe("fr");
      expect(unit.variants.map(({ lang }) => lang).sort()).toEqual(["en", "fr"]);
      expect(unit.createdAt).toMatch(/^2026-11-24T/);
      expect(unit.createdBy).toBe("entente");
    }
  });

  test("gives every paragraph of the original back, character for character", async () => {
    if (!existsSync(ORIGINAL)) {
      console.warn("skipped: the original of the press release is not beside this repository");
      return;
    }
    const paragraphs = new Map<string, string[]>();
    const french = texts(await units(), fr);
    for (const [i, id] of tuids().entries()) {
      const paragraph = id.replace(/s\d+$/, "");
      paragraphs.set(paragraph, [...(paragraphs.get(paragraph) ?? []), french[i] ?? ""]);
    }
    const rebuilt = [...paragraphs.values()].map((sentences) => sentences.join(" ")).join("\n");
    expect(rebuilt).toBe(readFileSync(ORIGINAL, "utf8"));
  });

  test("keeps both apostrophes where the release has them", async () => {
    const french = texts(await units(), fr).join(" ");
    expect(french).toContain("mesures d'assistance en faveur de l'Ukraine (CAP)");
    expect(french.match(/'/g)).toHaveLength(2);
    expect(french).toContain("l’OTAN auprès de l’Ukraine (NRU)");
  });

  test("knows the neighbours of each sentence, and the document's edges", async () => {
    const read = await units();
    const french = texts(read, fr);
    for (const [i, unit] of read.entries()) {
      expect(unit.context.before).toBe(french[i - 1] ?? null);
      expect(unit.context.after).toBe(french[i + 1] ?? null);
    }
  });

  test("says in words that the English is unofficial, and takes no points off its matches", async () => {
    expect(readFileSync(FILE, "utf8").slice(0, 2_000)).toMatch(/English: an unofficial translation/);
    for (const unit of await units()) {
      expect(unit.origin).toBeUndefined();
      expect(variantFor(unit, en)?.notes.map(({ text }) => text)).toEqual([
        "Unofficial translation by the Entente team.",
      ]);
    }
  });

  test.each([
    ["secrétaire générale déléguée de l’OTAN", "NATO Deputy Secretary General"],
    ["Conseil de l’Atlantique Nord", "North Atlantic Council"],
    ["Comité politique et de sécurité", "Political and Security Committee"],
    ["COPS", "PSC"],
    ["invasion à grande échelle", "full-scale invasion"],
    ["États membres", "Member States"],
    [
      "programme OTAN de formation et d’assistance à la sécurité en faveur de l’Ukraine (NSATU)",
      "NATO Security Assistance and Training for Ukraine (NSATU)",
    ],
    [
      "Centre OTAN-Ukraine d’analyse, d’entraînement et de formation (JATEC)",
      "NATO-Ukraine Joint Analysis, Training and Education Centre (JATEC)",
    ],
    ["enseignements tirés", "lessons learned"],
    [
      "ensemble complet de mesures d'assistance en faveur de l'Ukraine (CAP)",
      "Comprehensive Assistance Package for Ukraine (CAP)",
    ],
    ["représentation de l’OTAN auprès de l’Ukraine (NRU)", "NATO Representation to Ukraine (NRU)"],
    ["Conseil OTAN-Ukraine", "NATO-Ukraine Council"],
    ["75 000 soldats", "75,000 Ukrainian soldiers"],
    ["champ de bataille", "battlefield"],
  ])("renders %s as %s wherever it stands", async (term, official) => {
    const read = await units();
    const english = texts(read, en);
    const places = texts(read, fr).flatMap((text, i) => (text.includes(term) ? [i] : []));
    expect(places.length).toBeGreaterThan(0);
    for (const place of places) expect(english[place]).toContain(official);
  });

  test("is clean XML 1.0 in UTF-8 without a byte order mark or a tab", () => {
    const bytes = readFileSync(FILE);
    expect(() => new TextDecoder("utf-8", { fatal: true }).decode(bytes)).not.toThrow();
    const text = bytes.toString("utf8");
    expect(text.startsWith('<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">')).toBe(true);
    expect(text).not.toMatch(/\t|\r/);
  });
});
