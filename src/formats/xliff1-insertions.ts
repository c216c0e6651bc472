import { EXACT_QUALITY, OWN_PREFIX, type FileMatch, type Found } from "./pretranslation.js";
import type { InsertionPage } from "./insertion-page.js";
import type { Splice } from "./splice.js";
import { withAttributes } from "./start-tag.js";
import { around, TextPlaces } from "./text-places.js";
import type { QueriedUnit } from "./xliff-queries.js";
import type { ElementSpan, XliffChild, XliffUnit } from "./xliff-structure.js";
import {
  fillingMarkup,
  quality,
  suggestionsOf,
  type SegmentSuggestions,
  type Suggestion,
} from "./xliff-suggestions.js";
import { fingerprint, undoText, type Undo } from "./xliff-undo.js";
import { xmlAttributes } from "./xml-text.js";

/**
 * What goes into a `trans-unit` (XLIFF 1.2, section 3.2.3; 1.0 and 1.1 are the same as far as this goes):
 *
 *     <trans-unit> source, seg-source, target, HERE alt-trans …, then what the unit has besides
 *
 * An empty target may be filled: whole, with all its segments, or the marks of it that are empty. A whole target is given
 * a state: `translated` where all of it is exact, else `needs-review-translation`; one that holds more keeps its own.
 */

type Fill = NonNullable<Undo["fill"]>;

/** A target, or a mark in it, that is to be filled. */
interface Filling {
  readonly splice: Splice;
  readonly undo: Fill;
  /** The segments whose text it holds, by index. The first one's suggestion carries the undo note. */
  readonly segments: readonly number[];
}

export function insertions1(queried: QueriedUnit, found: readonly Found[], page: InsertionPage): Splice[] {
  const { unit } = queried;
  const suggested = suggestionsOf(unit, queried.segments, found, page);
  const last = unit.children.findLast(({ name }) => name === "source" || name === "seg-source" || name === "target");
  if (last === undefined) return [];
  const place = new Place1(queried, suggested, page);
  const fillings = place.fillings();
  const splices = [...fillings.map(({ splice }) => splice), ...place.terms()];
  const text = suggested.map((_, i) => place.alternatives(i, fillings)).join("");
  page.filled += fillings.reduce((sum, { segments }) => sum + segments.length, 0);
  return text === "" ? splices : [...splices, { start: last.end, end: last.end, text }];
}

class Place1 {
  readonly #unit: XliffUnit;
  readonly #queried: QueriedUnit;
  readonly #suggested: readonly SegmentSuggestions[];
  readonly #page: InsertionPage;

  constructor(queried: QueriedUnit, suggested: readonly SegmentSuggestions[], page: InsertionPage) {
    this.#unit = queried.unit;
    this.#queried = queried;
    this.#suggested = suggested;
    this.#page = page;
  }

  #child(name: string): XliffChild | undefined {
    return this.#unit.children.find((child) => child.name === name);
  }

  /** `mid` of a segment of ours: only XLIFF 1.2 has it, and only for marks of a `seg-source`. */
  #mid(index: number): string | undefined {
    const id = this.#suggested[index]?.queried.segment.id;
    return this.#child("seg-source") === undefined || /^1\.[01]\b/.test(this.#queried.file.release) ? undefined : id;
  }

  /** Whether the marks of the segments have no ids of their own, so that nothing can be said of one of them. */
  #isNameless(index: number): boolean {
    return this.#suggested[index]?.queried.segment.id?.startsWith("#") === true;
  }

  alternatives(index: number, fillings: readonly Filling[]): string {
    const suggested = this.#suggested[index];
    if (suggested === undefined || suggested.suggestions.length === 0) return "";
    if (this.#isNameless(index)) {
      this.#page.note("no-place");
      return "";
    }
    this.#page.matched += 1;
    const carried = fillings.find(({ segments }) => segments[0] === index)?.undo;
    return suggested.suggestions
      .map((suggestion) => {
        const fill = suggestion === suggested.filling ? carried : undefined;
        return this.#alternative(suggestion, index, fill);
      })
      .join("");
  }

  #alternative({ match, written, isAdapted }: Suggestion, index: number, fill: Fill | undefined): string {
    const { prefix } = this.#unit;
    const mid = this.#mid(index);
    const attributes = {
      ...(mid === undefined ? {} : { mid }),
      "match-quality": quality(match, 101),
      origin: `${OWN_PREFIX}:${match.memory}`,
      extradata: undoText({
        unit: match.unit,
        ...(isAdapted ? { adapted: true } : {}),
        ...(fill === undefined ? {} : { fill }),
      }),
    };
    const texts =
      `<${prefix}source xml:lang="${match.sourceLang}">${written.source}</${prefix}source>` +
      `<${prefix}target xml:lang="${match.targetLang}">${written.target}</${prefix}target>`;
    return `<${prefix}alt-trans${xmlAttributes(attributes)}>${texts}</${prefix}alt-trans>`;
  }

  fillings(): Filling[] {
    const wanted = this.#suggested.some(({ filling }) => filling !== undefined);
    if (!wanted || this.#suggested.some((_, i) => this.#isNameless(i))) return [];
    const isMarked = this.#suggested.some(({ queried: { segment } }) => segment.id !== undefined);
    if (!isMarked) return this.#wholeTarget(fillingMarkup(at(this.#suggested, 0), this.#page));
    const hasMarks = this.#suggested.some(({ queried: { segment } }) => segment.layout.target !== undefined);
    return hasMarks ? this.#marks() : this.#allSegments();
  }

  /** Each empty mark of a target that has marks. */
  #marks(): Filling[] {
    const { text } = this.#page;
    return this.#suggested.flatMap((suggested, i): Filling[] => {
      const { id, layout } = suggested.queried.segment;
      const { target } = layout;
      if (suggested.filling === undefined || target === undefined || id === undefined) return [];
      const tag = text.slice(target.start, target.contentStart);
      const filled = withAttributes(tag, {}) + fillingMarkup(suggested, this.#page) + `</${nameOf(tag)}>`;
      return [{ splice: { ...spanOf(target), text: filled }, undo: this.#undo(target, filled, id), segments: [i] }];
    });
  }

  /** A target for the whole unit, made of what its source is segmented as; only where every segment has its filling. */
  #allSegments(): Filling[] {
    const { text } = this.#page;
    const container = this.#child("seg-source") ?? this.#child("source");
    const isFilled = ({ filling, queried }: SegmentSuggestions): boolean =>
      filling !== undefined || queried.query === undefined;
    if (container === undefined || !this.#suggested.every(isFilled)) return [];
    let content = "";
    let from = container.contentStart;
    for (const suggested of this.#suggested) {
      const { source } = suggested.queried.segment.layout;
      const written = suggested.filling === undefined ? undefined : fillingMarkup(suggested, this.#page);
      content += text.slice(from, source.contentStart);
      content += written ?? text.slice(source.contentStart, source.contentEnd);
      from = source.contentEnd;
    }
    return this.#wholeTarget(content + text.slice(from, container.contentEnd));
  }

  #wholeTarget(content: string): Filling[] {
    const target = this.#child("target");
    const { text } = this.#page;
    const { prefix } = this.#unit;
    const tag = target === undefined ? `<${prefix}target>` : text.slice(target.start, target.contentStart);
    const filled = `${withAttributes(tag, this.#state())}${content}</${prefix}target>`;
    const place = target ?? this.#child("seg-source") ?? this.#child("source");
    if (place === undefined) return [];
    const splice = target === undefined ? { start: place.end, end: place.end } : spanOf(place);
    const segments = this.#suggested.flatMap(({ filling }, i) => (filling === undefined ? [] : [i]));
    return [{ splice: { ...splice, text: filled }, undo: this.#undo(target, filled), segments }];
  }

  /** What a target says that is filled from the suggestions. */
  #state(): Record<string, string> {
    const used = this.#suggested.flatMap(({ filling }) => (filling === undefined ? [] : [filling.match]));
    const isExact = used.every(({ score }: FileMatch) => score >= EXACT_QUALITY);
    const { release, targetLang } = this.#queried.file;
    const [language] = targetLang === undefined ? used : [];
    return {
      state: isExact ? "translated" : "needs-review-translation",
      ...(release === "1.0" ? {} : { "state-qualifier": isExact ? "exact-match" : "fuzzy-match" }),
      ...(language === undefined ? {} : { "xml:lang": language.targetLang }),
    };
  }

  #undo(was: ElementSpan | undefined, filled: string, mark?: string): Fill {
    const markup = was === undefined ? "" : this.#page.text.slice(was.start, was.end);
    const now = fingerprint(this.#page.asWritten(filled));
    return { now, was: markup, ...(mark === undefined ? {} : { mark }) };
  }

  /** The terms of each segment, marked where they stand. */
  terms(): Splice[] {
    const { prefix } = this.#unit;
    const { text, options } = this.#page;
    if (options.terms === undefined) return [];
    let count = 0;
    return this.#suggested.flatMap(({ queried: { segment }, terms }) => {
      if (terms.length === 0) return [];
      const places = new TextPlaces(text, segment.layout);
      if (places.length !== segment.source.text.length) return [];
      return terms.flatMap((term) => {
        const span = places.span(term);
        if (span === undefined) return [];
        this.#page.terms += 1;
        const attributes = { mtype: "term", mid: `${OWN_PREFIX}-t${++count}`, comment: term.translations.join("; ") };
        return around(span, `<${prefix}mrk${xmlAttributes(attributes)}>`, `</${prefix}mrk>`);
      });
    });
  }
}

function nameOf(tag: string): string {
  return /^<([^\s/>]+)/.exec(tag)?.[1] ?? "";
}

function spanOf({ start, end }: ElementSpan): { start: number; end: number } {
  return { start, end };
}

function at<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new RangeError(`there is no item ${index}`);
  return item;
}
