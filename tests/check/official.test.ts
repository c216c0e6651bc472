import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { checkDocument } from "../../src/check/checker.js";
import { isApproved, isCurrent, type Concept, type TermStatus } from "../../src/concept.js";
import type { Finding } from "../../src/finding.js";
import { Terminology } from "../../src/glossary/terminology.js";
import { en, fr } from "../glossary/concepts.js";
import { plainSegment } from "../../src/segment.js";

/** Every concept of the shipped glossary in every way that the policy names, in both directions. */
const { concepts } = JSON.parse(readFileSync(new URL("../../glossary/official.json", import.meta.url), "utf8")) as {
  concepts: Concept[];
};
const terminology = Terminology.of([{ id: "official", concepts }]);

const DIRECTIONS = [
  [fr, en],
  [en, fr],
] as const;
type Direction = (typeof DIRECTIONS)[number];

function found([sourceLang, targetLang]: Direction, source: string, target: string): Finding[] {
  const segments = [{ source: plainSegment(source), target: plainSegment(target) }];
  return checkDocument({ sourceLang, targetLang, segments, terminology, messages: "en" });
}

/** Sentences without terms of their own. */
const about = {
  fr: (name: string) => `Ils ont évoqué ce point : ${name}, hier à Genève.`,
  en: (name: string) => `They discussed this item: ${name}, yesterday in Geneva.`,
};
const reportOf = {
  fr: (name: string) => `Le rapport de ${/^[AEIOU]/.test(name) ? "l’" : "la "}${name} est prêt.`,
  en: (name: string) => `The ${name} report is ready.`,
};

function textsOf({ terms }: Concept, lang: string, isIt: (status: TermStatus) => boolean): string[] {
  return terms.filter((term) => term.lang === lang && isIt(term.status)).map(({ text }) => text);
}

function acronymsOf({ terms }: Concept, lang: string): string[] {
  const one = terms.filter((term) => term.lang === lang && term.type === "acronym" && isCurrent(term.status));
  return one.map(({ text }) => text).filter((text) => !/[\s-]/.test(text));
}

function told(findings: readonly Finding[]): string[] {
  return findings.map(
    ({ category, concept, source, target }) => `${category} ${concept} ${source?.text} ${target?.text}`,
  );
}

describe.each(DIRECTIONS)("from %s to %s", (...direction) => {
  const [from, to] = direction as unknown as ["fr" | "en", "fr" | "en"];

  test("every approved designation renders every current one", () => {
    for (const concept of concepts) {
      for (const source of textsOf(concept, from, isCurrent)) {
        for (const target of textsOf(concept, to, (status) => isApproved(status) && status !== "short-form")) {
          expect([source, target, told(found(direction, about[from](source), about[to](target)))]).toEqual([
            source,
            target,
            [],
          ]);
        }
      }
    }
  });

  test("in capitals, and typed with other spaces, apostrophes and combining accents", () => {
    for (const concept of concepts) {
      const [source = ""] = textsOf(concept, from, isCurrent);
      const [target = ""] = textsOf(concept, to, isCurrent);
      const pair = [about[from](source), about[to](target)] as const;
      expect(told(found(direction, pair[0].toUpperCase(), pair[1].toUpperCase()))).toEqual([]);
      const typed = pair[0].normalize("NFD").replaceAll(" ", "\u00A0");
      expect(told(found(direction, typed, pair[1].replaceAll("’", "'")))).toEqual([]);
    }
  });

  test("every forbidden form is told, once", () => {
    for (const concept of concepts) {
      const [source = ""] = textsOf(concept, from, isCurrent);
      for (const target of textsOf(concept, to, (status) => !isApproved(status))) {
        const findings = found(direction, about[from](source), about[to](target));
        expect([target, findings.map((one) => one.concept)]).toEqual([target, [concept.id]]);
      }
    }
  });

  test("another concept's name is told", () => {
    for (const [i, concept] of concepts.entries()) {
      const other = concepts[(i + 7) % concepts.length];
      const [source = ""] = textsOf(concept, from, isCurrent);
      const [target = ""] = other === undefined ? [] : textsOf(other, to, isCurrent);
      const own = textsOf(concept, to, isApproved).map((text) => text.toLowerCase());
      if (own.some((text) => target.toLowerCase().includes(text))) continue;
      const findings = found(direction, about[from](source), about[to](target));
      expect([source, target, findings.some((one) => one.concept === concept.id)]).toEqual([source, target, true]);
    }
  });

  test("the source's acronym is told where it is left, alone or beside the right name", () => {
    const ofTarget = new Set(concepts.flatMap((concept) => acronymsOf(concept, to)));
    for (const concept of concepts) {
      const [name = ""] = textsOf(concept, from, isCurrent);
      const [right = ""] = textsOf(concept, to, isCurrent);
      for (const acronym of acronymsOf(concept, from)) {
        // `CAP` is the acronym of another concept in French.
        if (ofTarget.has(acronym) || acronymsOf(concept, to).length === 0) continue;
        const alone = found(direction, reportOf[from](acronym), reportOf[to](acronym));
        expect([acronym, told(alone).length]).toEqual([acronym, 1]);
        const beside = found(direction, about[from](`${name} (${acronym})`), about[to](`${right} (${acronym})`));
        expect([acronym, told(beside).length]).toEqual([acronym, 1]);
      }
    }
  });

  test("two letters changed about are told", () => {
    for (const concept of concepts) {
      const [asked] = acronymsOf(concept, from);
      const [acronym = ""] = acronymsOf(concept, to).filter((text) => /^[A-Z]{4,}$/.test(text));
      const misspelt = acronym.slice(0, -2) + acronym.slice(-1) + acronym.slice(-2, -1);
      if (asked === undefined || misspelt === acronym) continue;
      const findings = found(direction, reportOf[from](asked), reportOf[to](misspelt));
      expect([misspelt, told(findings).map((one) => one.split(" ")[0])]).toEqual([misspelt, ["acronym-wrong"]]);
    }
  });
});
