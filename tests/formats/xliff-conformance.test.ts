import { describe, expect } from "@jest/globals";
import type { Finding } from "../../src/finding.js";
import { annotateXliff, stripXliff } from "../../src/formats/xliff-annotator.js";
import { readXliff, type XliffEvent } from "../../src/formats/xliff-reader.js";
import { Refusal } from "../../src/refusal.js";
import { inPieces } from "./bytes.js";
import { conformanceSet, mayBe, testWith } from "./conformance-set.js";

const all = conformanceSet("xliff");
const valid = all.filter(({ expected }) => expected.startsWith("valid"));
const invalid = all.filter(({ expected }) => expected === "invalid");
const hostile = conformanceSet("hostile").filter(({ file }) => /\.xliff(?:12|20)\.xlf$/.test(file));

async function eventsOf(bytes: Uint8Array): Promise<XliffEvent[]> {
  const events: XliffEvent[] = [];
  for await (const event of readXliff(inPieces(bytes))) events.push(event);
  return events;
}

function segmentsIn(events: readonly XliffEvent[]): number {
  return events.reduce((count, event) => count + (event.kind === "unit" ? event.unit.segments.length : 0), 0);
}

function everywhere(count: number): Finding[] {
  return Array.from({ length: count }, (_, segment) => ({
    id: String(segment),
    category: "untranslated",
    mqm: "accuracy",
    severity: "critical",
    segment,
    message: `l’été <&> ]]> 😀 ${segment}`,
    suggestions: [],
  }));
}

async function trips(bytes: Buffer, count: number): Promise<Record<string, boolean>> {
  const findings = everywhere(count);
  const annotated = Buffer.from(await annotateXliff(bytes, findings));
  const same = (result: Uint8Array, wanted: Buffer): boolean => wanted.equals(result);
  return {
    withoutFindings: same(await annotateXliff(bytes, []), bytes),
    stripped: same(await stripXliff(annotated), bytes),
    again: same(await annotateXliff(annotated, findings), annotated),
    segments: segmentsIn(await eventsOf(annotated)) === count,
  };
}

const KEPT = { withoutFindings: true, stripped: true, again: true, segments: true };

describe("of the conformance files", () => {
  testWith(valid)("each valid one is read with every unit and no problem", async () => {
    for (const { file, note, bytes } of valid) {
      const events = await eventsOf(bytes());
      const units = events.filter(({ kind }) => kind === "unit").length;
      const entries = Number(/(\d+) entries/.exec(note)?.[1]);
      expect({ file, problems: events.filter(({ kind }) => kind === "problem") }).toEqual({ file, problems: [] });
      expect({ file, found: [units, segmentsIn(events)].includes(entries) }).toEqual({ file, found: true });
    }
  });

  testWith(valid)("each valid one is the same bytes again when its annotations are taken out", async () => {
    for (const { file, bytes } of valid) {
      expect({ file, ...(await trips(bytes(), segmentsIn(await eventsOf(bytes())))) }).toEqual({ file, ...KEPT });
    }
  });

  testWith(invalid)("each invalid one is refused, or read and given back byte for byte", async () => {
    for (const { file, bytes } of invalid) {
      const events = await eventsOf(bytes()).catch((error: unknown) => error);
      if (Array.isArray(events)) {
        expect({ file, ...(await trips(bytes(), segmentsIn(events as XliffEvent[]))) }).toEqual({ file, ...KEPT });
      } else expect({ file, refused: events instanceof Refusal }).toEqual({ file, refused: true });
    }
  });

  testWith(hostile)("each hostile one is accepted or refused as its manifest says", async () => {
    for (const row of hostile) {
      const answer = await eventsOf(row.bytes()).then(
        () => "accept",
        (error: unknown) => (error instanceof Refusal ? "reject" : String(error)),
      );
      expect([row.file, answer, mayBe(row, answer)]).toEqual([row.file, answer, true]);
    }
  });
});
