import type { InsertionPage } from "./insertion-page.js";
import {
  EXACT_QUALITY,
  GLOSSARY_NAMESPACE,
  MATCHES_NAMESPACE,
  OWN_NAMESPACE,
  OWN_PREFIX,
  type FileTerm,
  type Found,
} from "./pretranslation.js";
import type { Splice } from "./splice.js";
import { withAttributes, withChange } from "./start-tag.js";
import { around, TextPlaces } from "./text-places.js";
import type { WrittenCode } from "./xliff-codes.js";
import type { QueriedUnit } from "./xliff-queries.js";
import type { XliffChild, XliffUnit } from "./xliff-structure.js";
import {
  fillingMarkup,
  quality,
  suggestionsOf,
  type SegmentSuggestions,
  type Suggestion,
} from "./xliff-suggestions.js";
import { fingerprint, undoText, type Undo } from "./xliff-undo.js";
import { xmlAttributes, xmlText } from "./xml-text.js";

/**
 * What goes into a `unit` (XLIFF 2.1, sections 4.2.2.5, 5.1 and 5.2): modules stand first, candidates before glossary.
 *
 *     <unit> HERE <mtc:matches> HERE <gls:glossary> other modules, notes, originalData, segment …
 *
 * Where the unit has `mtc:matches` or `gls:glossary` already, ours stand at its end. A match says by `ref` which segment
 * it is for; a segment without an id is given one. `originalData` of the unit is not that of a match, so that codes of
 * matches refer to none.
 */

/** How a match is marked whose target is not what the memory has. */
const ADAPTED = "entente:adapted";

const DATA_REFERENCES = new Set(["dataRef", "dataRefStart", "dataRefEnd"]);
const DATA_AND_START = new Set([...DATA_REFERENCES, "startRef"]);

const MODULE_NAMESPACES: ReadonlySet<string> = new Set([MATCHES_NAMESPACE, GLOSSARY_NAMESPACE]);

export function insertions2(queried: QueriedUnit, found: readonly Found[], page: InsertionPage): Splice[] {
  // What calls XLIFF itself by the name of a module has no place for the module.
  if (MODULE_NAMESPACES.has(queried.unit.namespace)) {
    page.note("no-place");
    return [];
  }
  const suggested = suggestionsOf(queried.unit, queried.segments, found, page, inMatch);
  const place = new Place2(queried, page);
  const matches = place.matches(suggested);
  return [...matches, ...place.terms(suggested)];
}

/** A code's markup as a match holds it: without the unit's data, and on its own where its other half is elsewhere. */
function inMatch({ code, markup }: WrittenCode): string {
  if (markup.startsWith("</")) return markup;
  if (code.kind === "isolated-open") return withChange(markup, { set: { isolated: "yes" }, without: DATA_REFERENCES });
  if (code.kind !== "isolated-close") return withChange(markup, { without: DATA_REFERENCES });
  return withChange(markup, { set: { id: code.id, isolated: "yes" }, without: DATA_AND_START });
}

class Place2 {
  readonly #queried: QueriedUnit;
  readonly #unit: XliffUnit;
  readonly #page: InsertionPage;
  /** The ids of the unit's segments and codes, ours among them. */
  readonly #ids: Set<string>;

  constructor(queried: QueriedUnit, page: InsertionPage) {
    this.#queried = queried;
    this.#unit = queried.unit;
    this.#page = page;
    this.#ids = new Set(queried.unit.ids);
  }

  /** The module of a namespace in the unit, and the start of the unit's content. */
  #module(uri: string, local: string): XliffChild | undefined {
    return this.#unit.children.find(({ tag }) => tag.uri === uri && tag.local === local);
  }

  #newId(taken: Set<string>, stem: string): string {
    for (let n = taken.size + 1; ; n++) {
      const id = `${OWN_PREFIX}-${stem}${n}`;
      if (taken.has(id)) continue;
      taken.add(id);
      return id;
    }
  }

  /**
   * Elements into the module where the unit has it, else into a new one in front of `before`; nothing where the module is
   * empty, which no schema allows.
   */
  #into(module: Module, elements: (opening: Opening) => string[], before: number): Splice[] {
    const present = this.#module(module.uri, module.name);
    if (present === undefined) {
      // A file may call XLIFF's own elements by the name that we would give the module.
      const prefix = this.#unit.prefix === module.prefix ? `m-${module.prefix}` : module.prefix;
      const declared = { [`xmlns:${prefix.slice(0, -1)}`]: module.uri, "xmlns:entente": OWN_NAMESPACE };
      const inside = elements({ prefix, attributes: {}, core: {} }).join("");
      const text = `<${prefix}${module.name}${xmlAttributes(declared)}>${inside}</${prefix}${module.name}>`;
      return [{ start: before, end: before, text }];
    }
    if (present.contentStart === present.contentEnd) {
      this.#page.note("no-place");
      return [];
    }
    const isShadowed = present.prefix === this.#unit.prefix;
    const core: Record<string, string> = isShadowed
      ? { [this.#unit.prefix === "" ? "xmlns" : `xmlns:${this.#unit.prefix.slice(0, -1)}`]: this.#unit.namespace }
      : {};
    const opening = { prefix: present.prefix, attributes: { "xmlns:entente": OWN_NAMESPACE }, core };
    const { contentEnd } = present;
    return [{ start: contentEnd, end: contentEnd, text: elements(opening).join("") }];
  }

  /** The ids in a module, whatever bears them: none of ours may be one of them. */
  #idsWithin(module: XliffChild | undefined): Set<string> {
    if (module === undefined) return new Set();
    const markup = this.#page.text.slice(module.start, module.end);
    return new Set([...markup.matchAll(/\sid\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(([, a, b]) => a ?? b ?? ""));
  }

  /** Our matches, and what they need or did in their segments. */
  matches(suggested: readonly SegmentSuggestions[]): Splice[] {
    const [first] = this.#unit.children;
    const withMatches = suggested.filter(({ suggestions }) => suggestions.length > 0);
    if (withMatches.length === 0 || first === undefined) return [];
    const present = this.#module(MATCHES_NAMESPACE, "matches");
    if (present !== undefined && present.contentStart === present.contentEnd) {
      this.#page.note("no-place", withMatches.length);
      return [];
    }
    const changes: Splice[] = [];
    const ids = this.#idsWithin(present);
    const elements = (opening: Opening): string[] =>
      withMatches.flatMap((one) => {
        const { ref, undo, splices } = this.#change(one);
        changes.push(...splices);
        this.#page.matched += 1;
        return one.suggestions.map((suggestion, i) => {
          const { match } = suggestion;
          const own = undoText({ unit: match.unit, ...(i === 0 ? undo : {}) });
          return this.#match(opening, { ...suggestion, ref, id: this.#newId(ids, "m"), own });
        });
      });
    const inserted = this.#into(MATCHES, elements, first.start);
    return [...inserted, ...changes];
  }

  #match({ prefix, attributes, core }: Opening, given: GivenMatch): string {
    const { match, written, isAdapted, ref, id, own } = given;
    const said = {
      ...attributes,
      id,
      ref: `#${ref}`,
      similarity: String(match.similarity),
      matchQuality: quality(match, 100),
      origin: `${OWN_PREFIX}:${match.memory}`,
      type: match.isMachineMade ? "mt" : match.kind === "context" ? "icm" : "tm",
      ...(isAdapted ? { subType: ADAPTED } : {}),
      "entente:undo": own,
    };
    const element = (name: string, content: string): string =>
      `<${this.#unit.prefix}${name}${xmlAttributes(core)}>${content}</${this.#unit.prefix}${name}>`;
    const texts = element("source", written.source) + element("target", written.target);
    return `<${prefix}match${xmlAttributes(said)}>${texts}</${prefix}match>`;
  }

  /** What changes in a segment that is given matches: an id where it has none, a target where it may be filled. */
  #change(suggested: SegmentSuggestions): { ref: string; undo: Undo; splices: Splice[] } {
    const { segment } = suggested.queried;
    const { element, elementId } = segment.layout;
    if (element === undefined) throw new RangeError("a segment of XLIFF 2 is an element");
    const ref = elementId ?? this.#newId(this.#ids, "s");
    const fill = this.#fill(suggested);
    const set: Record<string, string> = {
      ...(elementId === undefined ? { id: ref } : {}),
      ...(fill === undefined ? {} : stateOf(fill.filling)),
    };
    const splices = fill === undefined ? [] : [fill.splice];
    const undo: Undo = fill === undefined ? {} : { fill: fill.undo };
    if (Object.keys(set).length === 0) return { ref, undo, splices };
    const was = this.#page.text.slice(element.start, element.contentStart);
    const now = withAttributes(was, set);
    const splice = { start: element.start, end: element.contentStart, text: now };
    const tag = { now: fingerprint(this.#page.asWritten(now)), was };
    return { ref, undo: { ...undo, tag }, splices: [splice, ...splices] };
  }

  #fill(
    suggested: SegmentSuggestions,
  ): { splice: Splice; undo: Undo["fill"] & object; filling: Suggestion } | undefined {
    const { filling, queried } = suggested;
    if (filling === undefined) return undefined;
    // A target needs trgLang at the root (section 4.3.1.38).
    if (this.#queried.file.targetLang === undefined) {
      this.#page.note("no-target-language");
      return undefined;
    }
    const { source, target } = queried.segment.layout;
    const { text } = this.#page;
    // Where one half of an annotation is in another segment, a target without it would leave the other half alone.
    if (hasHalfAnnotation(text.slice(source.contentStart, source.contentEnd))) return undefined;
    const name = `${this.#unit.prefix}target`;
    const language = this.#languageOfTarget();
    const tag =
      target === undefined
        ? `<${name}${spaceOf(text.slice(source.start, source.contentStart))}${xmlAttributes(language)}>`
        : withAttributes(text.slice(target.start, target.contentStart), language);
    const filled = `${tag}${fillingMarkup(suggested, this.#page)}</${name}>`;
    const was = target === undefined ? "" : text.slice(target.start, target.end);
    const place = target ?? { start: source.end, end: source.end };
    this.#page.filled += 1;
    return {
      splice: { start: place.start, end: place.end, text: filled },
      undo: { now: fingerprint(this.#page.asWritten(filled)), was },
      filling,
    };
  }

  /** What a target says of its language, where an element around it may say of another one that it is everything's. */
  #languageOfTarget(): Readonly<Record<string, string>> {
    const { targetLang } = this.#queried.file;
    return this.#page.saysLanguageAround && targetLang !== undefined ? { "xml:lang": targetLang } : {};
  }

  terms(suggested: readonly SegmentSuggestions[]): Splice[] {
    const { terms } = this.#page.options;
    if (terms === undefined) return [];
    return terms === "mrk" ? suggested.flatMap((one) => this.#marks(one)) : this.#glossary(suggested);
  }

  #marks({ queried: { segment }, terms }: SegmentSuggestions): Splice[] {
    if (terms.length === 0) return [];
    const places = new TextPlaces(this.#page.text, segment.layout);
    if (places.length !== segment.source.text.length) return [];
    const name = `${this.#unit.prefix}mrk`;
    return terms.flatMap((term) => {
      const span = places.span(term);
      if (span === undefined) return [];
      this.#page.terms += 1;
      const attributes = { id: this.#newId(this.#ids, "t"), type: "term", value: term.translations.join("; ") };
      return around(span, `<${name}${xmlAttributes(attributes)}>`, `</${name}>`);
    });
  }

  /** Each term of the unit once. */
  #glossary(suggested: readonly SegmentSuggestions[]): Splice[] {
    const known = new Map<string, FileTerm>();
    for (const { terms } of suggested) {
      for (const term of terms) known.set(JSON.stringify([term.term, term.translations]), term);
    }
    const [first] = this.#unit.children;
    if (known.size === 0 || first === undefined) return [];
    const present = this.#module(GLOSSARY_NAMESPACE, "glossary");
    const ids = this.#idsWithin(present);
    const matches = this.#module(MATCHES_NAMESPACE, "matches");
    const elements = ({ prefix, attributes }: Opening): string[] =>
      [...known.values()].map((term) => {
        this.#page.terms += 1;
        const said = { ...attributes, id: this.#newId(ids, "t"), "entente:undo": undoText({}) };
        return glossEntry(prefix, said, term);
      });
    return this.#into(GLOSSARY, elements, matches?.end ?? first.start);
  }
}

interface Module {
  readonly uri: string;
  readonly name: string;
  readonly prefix: string;
}

const MATCHES: Module = { uri: MATCHES_NAMESPACE, name: "matches", prefix: "mtc:" };
const GLOSSARY: Module = { uri: GLOSSARY_NAMESPACE, name: "glossary", prefix: "gls:" };

/** How elements of a module begin: their prefix, and the declarations that they and XLIFF's own in them need. */
interface Opening {
  readonly prefix: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly core: Readonly<Record<string, string>>;
}

interface GivenMatch extends Suggestion {
  readonly ref: string;
  readonly id: string;
  readonly own: string;
}

function glossEntry(prefix: string, attributes: Readonly<Record<string, string>>, given: FileTerm): string {
  const { term, translations, definition, glossary } = given;
  const source = xmlAttributes({ source: `${OWN_PREFIX}:${glossary}` });
  const element = (name: string, content: string): string =>
    `<${prefix}${name}${source}>${xmlText(content)}</${prefix}${name}>`;
  const inside = [
    element("term", term),
    ...translations.map((translation) => element("translation", translation)),
    ...(definition === undefined ? [] : [element("definition", definition)]),
  ];
  return `<${prefix}glossEntry${xmlAttributes(attributes)}>${inside.join("")}</${prefix}glossEntry>`;
}

/** Whether an annotation only begins or only ends in some content (XLIFF 2.1, section 4.2.3.2: `sm` and `em`). */
function hasHalfAnnotation(content: string): boolean {
  const ids = (pattern: RegExp): string[] => [...content.matchAll(pattern)].map(([, , id]) => id!);
  const begun = ids(/<(?:[\w.-]+:)?sm\b[^>]*?\sid\s*=\s*(["'])(.*?)\1/g);
  const ended = ids(/<(?:[\w.-]+:)?em\b[^>]*?\sstartRef\s*=\s*(["'])(.*?)\1/g);
  return begun.some((id) => !ended.includes(id)) || ended.some((id) => !begun.includes(id));
}

/** What a start tag says of white space: a target says the same as its source. */
function spaceOf(tag: string): string {
  return /\sxml:space\s*=\s*(?:"[^"]*"|'[^']*')/.exec(tag)?.[0] ?? "";
}

function stateOf({ match, isAdapted }: Suggestion): Record<string, string> {
  return match.score >= EXACT_QUALITY
    ? { state: "translated", subState: "entente:exact" }
    : { state: "initial", subState: isAdapted ? ADAPTED : "entente:fuzzy" };
}
