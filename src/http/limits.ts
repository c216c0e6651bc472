/**
 * The bounds of what a request may carry. Each is far beyond honest use and small enough that a request which reaches it
 * costs the others little. Lengths are in UTF-16 code units, as everywhere; a segment's own bounds are in `segment.ts`.
 */

/**
 * Bytes of a JSON body (413 beyond). 1,000 segments of the longest real kind, 14,000 characters, would not fit; 5,000
 * pairs of a press release do four times over. Parsing this much holds the others up for less than 100 ms.
 */
export const MAX_JSON_BYTES = 8 * 1024 * 1024;

/** Levels of nesting in a JSON body: the deepest that the contract knows has 6 (`segments[0].codes[0].at`). */
export const MAX_JSON_DEPTH = 32;

/**
 * Values in a JSON body, containers included. 5,000 pairs with nine codes each have some 240,000; each value that breaks
 * a rule costs about 700 bytes until the answer names the first few.
 */
export const MAX_JSON_VALUES = 300_000;

/** Bytes of a file to import (413 beyond): a TMX of some eight million units. The disk is looked after by the spool. */
export const MAX_UPLOAD_BYTES = 4 * 1024 * 1024 * 1024;

/** Parts of a multipart upload: the file. One more is read so that it can be named and refused. */
export const MAX_UPLOAD_PARTS = 2;

/** A file's name: what the usual file systems hold. */
export const MAX_FILE_NAME_LENGTH = 255;

/** The path and query of a request (414 beyond). Node bounds all headers together to 16 KiB (431). */
export const MAX_TARGET_LENGTH = 8_192;

/** Segments of one look-up: one turn of a CAT tool is 1 to 100. A thousand take about a second on a million units. */
export const MAX_MATCH_SEGMENTS = 1_000;

/** Segments times `limit` of one look-up: the answer holds so many matches at most, each some kilobytes. */
export const MAX_MATCHES_ASKED = 20_000;

/** Segments of one document to check: consistency is judged over all of them, so this is a document of 300 pages. */
export const MAX_CHECK_SEGMENTS = 5_000;

/** Pairs of one text to look for term candidates in: what fits a JSON body of the usual sentences; some seconds of one core. */
export const MAX_CANDIDATE_SEGMENTS = 20_000;

/** Items of a page, and the number of them where none is asked for. */
export const MAX_PAGE = 1_000;
export const DEFAULT_PAGE = 100;

/** Hits of a search in memories or glossaries where no number is asked for: about a screen. */
export const DEFAULT_HITS = 20;

/** A concordance or term query: a long sentence. */
export const MAX_QUERY_LENGTH = 1_000;

/** Names of memories and glossaries; ids of all kinds, people's names, context keys. */
export const MAX_NAME_LENGTH = 200;
export const MAX_ID_LENGTH = 200;

/** A term. The longest official designations that we know have 200 characters. */
export const MAX_TERM_LENGTH = 1_000;

/** A note, a definition, the value of a property: as long as a segment may be. */
export const MAX_NOTE_LENGTH = 65_535;

/** Languages of a unit: the European Union has 24. */
export const MAX_VARIANTS = 100;

/** Notes, properties or sources of one thing, and terms of a concept. */
export const MAX_NOTES = 256;
export const MAX_TERMS = 500;

/** Ids of memories or glossaries in one request. */
export const MAX_IDS = 1_000;

/** Faults of a body that one answer names; more help nobody. */
export const MAX_FAULTS = 20;

/** Subjects whose concepts are to be checked: the shipped glossary has 22. */
export const MAX_SUBJECTS = 1_000;

/** Why a finding is ignored: a paragraph, which lists show whole. */
export const MAX_REASON_LENGTH = 2_000;
