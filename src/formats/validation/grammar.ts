import type { ValueType } from "./value-type.js";

/** Which elements a format has, as tables: what each may hold, in which order, and with which attributes. */

/** Some elements that may stand side by side, in any order among themselves; the slots of a content follow each other. */
export interface Slot {
  readonly names: readonly string[];
  /** Whether elements of namespaces other than the format's own may stand here, its modules among them. */
  readonly isOpen?: boolean;
  readonly min?: number;
  readonly max?: number;
}

/** What attributes of other namespaces an element may have. */
export type ForeignAttributes = "any" | "modules" | "none";

export interface ElementShape {
  readonly required: Readonly<Record<string, ValueType>>;
  readonly optional: Readonly<Record<string, ValueType>>;
  readonly foreignAttributes: ForeignAttributes;
  /** `"anything"`: its content is not looked at. */
  readonly content: readonly Slot[] | "anything";
  readonly hasText: boolean;
  /** Whether it holds a text to translate or its translation: two of them would leave open which is meant. */
  readonly isText?: true;
  /** Names that may stand at most once each, in a slot for several. */
  readonly once?: readonly string[];
}

export interface Grammar {
  readonly elements: ReadonlyMap<string, ElementShape>;
  /** The modules' own attributes that core elements may have, by name: `slr:sizeInfo`. */
  readonly moduleAttributes: ReadonlyMap<string, ValueType>;
  /** Prefixes of modules whose attributes are not listed here, but looked at by a rule of their own. */
  readonly openModules: ReadonlySet<string>;
}

export function shape(parts: Partial<ElementShape>): ElementShape {
  return { required: {}, optional: {}, foreignAttributes: "none", content: [], hasText: false, ...parts };
}

export const one = (...names: string[]): Slot => ({ names, min: 1, max: 1 });
export const maybe = (...names: string[]): Slot => ({ names, max: 1 });
export const some = (...names: string[]): Slot => ({ names, min: 1 });
export const any = (...names: string[]): Slot => ({ names });
/** Elements of other namespaces; `names` are the format's own that may stand among them. */
export const open = (...names: string[]): Slot => ({ names, isOpen: true });
