import type { XmlElement } from "./xml-element.js";

/** An inline element of XLIFF 2.x in its place: `ph pc sc ec` are codes, `mrk sm em` annotations. */
export interface InlineElement {
  readonly element: XmlElement;
  readonly name: string;
  /** The inline element that it stands in. */
  readonly parent: InlineElement | undefined;
  /** Counts the segments and ignorables of the scope from 0. */
  readonly part: number;
}

/** A segment or ignorable, or what a match holds. */
export interface Part {
  readonly element: XmlElement;
  source?: XmlElement;
  target?: XmlElement;
}

/**
 * What shares one space of inline ids: a unit with its segments, or a match. Its inline elements in document order, those of
 * all sources and those of all targets.
 */
export interface TextScope {
  readonly element: XmlElement;
  readonly parts: Part[];
  readonly sources: InlineElement[];
  readonly targets: InlineElement[];
  /** Elements of `<originalData>` by id. */
  readonly data: Map<string, XmlElement>;
  /** Whether it has more of anything than {@link MAX_PARTS}: then nothing of it is compared. */
  isTooLarge: boolean;
}

/** More segments, inline elements or data than this in one unit are no text but an attack on memory. */
export const MAX_PARTS = 16_384;

export function textScope(element: XmlElement): TextScope {
  return { element, parts: [], sources: [], targets: [], data: new Map(), isTooLarge: false };
}

export function isCode({ name }: InlineElement): boolean {
  return name === "ph" || name === "pc" || name === "sc" || name === "ec";
}

/** What a code goes by in its scope: an end code that has no id of its own by the start that it closes. */
export function codeKey({ name, element }: InlineElement): string {
  const startRef = name === "ec" ? element.get("startRef") : undefined;
  return startRef === undefined ? (element.get("id") ?? "") : `end of ${startRef}`;
}

/** The two sides of a scope: each has its own codes, though they share ids. */
export function sides(scope: TextScope): readonly (readonly InlineElement[])[] {
  return [scope.sources, scope.targets];
}
