import { isEmpty } from "../segment.js";
import type { XliffVersion } from "./xliff-inline.js";
import { readXliff } from "./xliff-reader.js";
import type { XliffSegment, XliffUnit } from "./xliff-structure.js";
import { isTranslatedStatus } from "./xliff-tool.js";

/**
 * Which translations of an XLIFF file go into a memory. A segment has one word for its state: what its tool says in a
 * namespace of its own, else `state`, else `approved` where the unit is.
 *
 *     nothing asked   1.x: translated, signed-off, final, or approved; 2.x: translated, reviewed, final; of tools what
 *                     stands for the same; any target where no segment of the whole document has a word
 *     all             any target
 *     a list          the words listed: as the file writes them; `approved` for approved units, `none` for no word
 *
 * A segment without a target, or with an empty one, never goes in.
 */
export type StateChoice = "all" | readonly string[];

/** What is counted for segments that have no word, and for those that have no translation. */
export const NO_STATE = "none";
export const NO_TARGET = "no-target";

const TRANSLATED: Readonly<Record<XliffVersion, ReadonlySet<string>>> = {
  1: new Set(["translated", "signed-off", "final"]),
  2: new Set(["translated", "reviewed", "final"]),
};

export class StateFilter {
  readonly #choice: StateChoice | undefined;
  readonly #isStated: boolean;

  /** `isStated`: what {@link statesSomething} says of the document. */
  constructor(choice: StateChoice | undefined, isStated: boolean) {
    this.#choice = choice;
    this.#isStated = isStated;
  }

  /** The word that a segment is left out for; `undefined` where it goes in. */
  leavesOut(unit: XliffUnit, segment: XliffSegment): string | undefined {
    const { target } = segment;
    if (target === undefined || (isEmpty(target) && target.codes.length === 0)) return NO_TARGET;
    const word = wordOf(unit, segment);
    return this.#takes(unit, segment, word) ? undefined : (word ?? NO_STATE);
  }

  #takes(unit: XliffUnit, { status, state }: XliffSegment, word: string | undefined): boolean {
    const choice = this.#choice;
    if (choice === "all") return true;
    if (choice !== undefined) {
      return choice.includes(word ?? NO_STATE) || (unit.approved === true && choice.includes("approved"));
    }
    return !this.#isStated || isTranslated(unit, { status, state });
  }
}

/** Whether somebody answers for a segment's translation, by what the file says of it. */
export function isTranslated(
  { version, approved }: XliffUnit,
  { status, state }: { readonly status?: string | undefined; readonly state?: string | undefined },
): boolean {
  if (status !== undefined) return isTranslatedStatus(status);
  return approved === true || (state !== undefined && TRANSLATED[version].has(state));
}

function wordOf({ approved }: XliffUnit, { status, state }: XliffSegment): string | undefined {
  return status ?? state ?? (approved === true ? "approved" : undefined);
}

/** Whether any segment of the document says in what state it is. Reads no further than that. */
export async function statesSomething(chunks: AsyncIterable<Uint8Array>): Promise<boolean> {
  for await (const event of readXliff(chunks)) {
    if (event.kind !== "unit") continue;
    const { approved, segments } = event.unit;
    if (segments.length === 0) continue;
    if (approved !== undefined || segments.some(({ state, status }) => (state ?? status) !== undefined)) return true;
  }
  return false;
}
