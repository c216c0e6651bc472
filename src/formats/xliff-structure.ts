import type { Problem } from "../problem.js";
import type { Segment } from "../segment.js";
import type { Provenance } from "../unit.js";
import type { XliffVersion } from "./xliff-inline.js";
import type { Place, XmlTag } from "./xml-source.js";

/**
 * An XLIFF document as it was read: what it says, and where that stands. Offsets count UTF-16 units of the decoded file
 * without its byte order mark; `end` is exclusive.
 */

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** An element's place: behind its start tag, and before its end tag; both are `end` where it is empty and has none. */
export interface ElementSpan extends Span {
  readonly contentStart: number;
  readonly contentEnd: number;
}

/** A `file` of an XLIFF document: what it says of the units that follow, as written. */
export interface XliffFile {
  readonly version: XliffVersion;
  readonly place: Place;
  /** `version` of the document, as written: `1.2`. */
  readonly release: string;
  readonly original?: string;
  /** Its own id (2.x). */
  readonly id?: string;
  readonly sourceLang?: string;
  readonly targetLang?: string;
}

/** A segment of a unit, with what the file says of it. */
export interface XliffSegment {
  /** The `mid` of its mark (1.x) or its own id (2.x); absent where the unit is one segment. */
  readonly id?: string;
  readonly place: Place;
  readonly source: Segment;
  /** Absent where the file has no target for it. */
  readonly target?: Segment;
  readonly state?: string;
  /** What the tool that made the file says of its state in a namespace of its own. */
  readonly status?: string;
  /** Whether a tool says that it must not be changed. */
  readonly isLocked: boolean;
  readonly layout: SegmentLayout;
}

/** Where a segment's parts stand. */
export interface SegmentLayout {
  /** The `segment` element (2.x). */
  readonly element?: ElementSpan;
  /** The id of that element, even where it is the only one of its unit. */
  readonly elementId?: string;
  /** `source`, `seg-source`, or the mark of the segment in them. */
  readonly source: ElementSpan;
  /** The same of the target. */
  readonly target?: ElementSpan;
  /** The markup of each code of the source: a tag, or a whole element; empty for the end of a tag that is both. */
  readonly codes: readonly Span[];
}

/** A direct child of a unit. */
export interface XliffChild extends ElementSpan {
  /** The name without prefix; empty for an element that is not of XLIFF's own namespace. */
  readonly name: string;
  /** The prefix that it is written with, colon included. */
  readonly prefix: string;
  readonly tag: XmlTag;
  /** The children of an element of another namespace, as many as are kept. */
  readonly items: readonly XliffItem[];
}

/** An element within a child of a unit that is of another namespace: a match of `mtc:matches`, say. */
export interface XliffItem extends Span {
  readonly tag: XmlTag;
}

export interface XliffNote extends Span {
  readonly text: string;
  /** Whose it is: `from` in 1.x, `category` in 2.x. */
  readonly by: string;
}

/** A `trans-unit` (1.x) or `unit` (2.x) as it was read. */
export interface XliffUnit {
  readonly version: XliffVersion;
  readonly id?: string;
  readonly place: Place;
  /** The namespace of XLIFF's own elements, and the prefix that they are written with here, colon included. */
  readonly namespace: string;
  readonly prefix: string;
  readonly isTranslatable: boolean;
  /** What `approved` of 1.x says; absent where it says nothing. */
  readonly approved?: boolean;
  /** `state-qualifier` of the target (1.x). */
  readonly qualifier?: string;
  /** Who changed the translation, and when, where the tool that made the file says so. */
  readonly provenance: Provenance;
  /** `xml:lang` of the target, as written. */
  readonly targetLang?: string;
  /** Those that can be used, in the file's order; none where the unit is not to be translated. */
  readonly segments: readonly XliffSegment[];
  readonly notes: readonly XliffNote[];
  readonly children: readonly XliffChild[];
  /** Every id that a segment, an ignorable or a code of the source has (2.x). */
  readonly ids: ReadonlySet<string>;
  /** What makes the unit's ids, codes or order ambiguous: nothing should be written by them. */
  readonly ambiguities: readonly Problem[];
}
