import type { Context, Origin, Property, Provenance, UnitContent } from "../unit.js";
import { detached } from "./detached.js";

/**
 * Where a unit stood and how it came about, as TMX files tell it: TMX itself has no words for either, so tools use `prop`
 * (OmegaT `file`, `id`, `prev`, `next`; memoQ `x-context-pre`, `x-context-post`), `tuid` and author names.
 *
 *     read                                  kept as a property      written
 *     tuid (no file and id)  -> key         no                      tuid
 *     tuid beside file, id   -> nothing     yes, as `tuid`          tuid
 *     file and id            -> key         yes                     as properties
 *     both of them empty     -> nothing     yes                     as properties
 *     prev, next             -> before, after   no                  prev, next; empty for the document's edge
 *     x-context-pre, -post   -> the same        yes                 as properties
 *     x-origin               -> origin      no                      x-origin, where the authors do not say the same
 *     author "MT!", "MT-…"   -> machine     (as author)             as author
 *
 * So whatever stands in a property stays there, what becomes a field of the unit is written from the field, and nothing is
 * written twice. A unit whose fields contradict its own properties comes back with what the properties say.
 */
export interface Meaning {
  readonly context: Context;
  readonly origin?: Origin;
  readonly properties: readonly Property[];
}

/** What the writer puts into a `tu` so that reading it gives the unit's context and origin. */
export interface Wording {
  readonly tuid?: string;
  readonly properties: readonly Property[];
}

const BEFORE = { own: "prev", others: "x-context-pre" } as const;
const AFTER = { own: "next", others: "x-context-post" } as const;
const ORIGIN = "x-origin";
const TUID = "tuid";

/** What the parts of a unit that bear on context and origin say. */
interface Testimony {
  readonly properties: readonly Property[];
  /** The properties of the source variant: memoQ tells the context there. */
  readonly sourceProperties: readonly Property[];
  /** The unit and its variants: who made and changed them. */
  readonly hands: readonly Provenance[];
}

export function readMeaning(tuid: string | undefined, said: Testimony): Meaning {
  const { properties } = said;
  const named = fileKey(properties);
  const key = named ?? tuid;
  const before = neighbour(BEFORE, said);
  const after = neighbour(AFTER, said);
  const stated = valueOf(properties, ORIGIN);
  const origin = isOriginWord(stated) ? originNamed(stated) : originByHands(said.hands);
  const used = new Set<Property | undefined>([plain(properties, BEFORE.own), plain(properties, AFTER.own)]);
  if (isOriginWord(stated)) used.add(plain(properties, ORIGIN));
  const kept = properties.filter((property) => !used.has(property));
  return {
    context: {
      ...(key === undefined ? {} : { key: detached(key) }),
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
    },
    ...(origin === undefined ? {} : { origin }),
    properties: named !== undefined && tuid !== undefined ? [{ type: TUID, value: tuid }, ...kept] : kept,
  };
}

export function wordMeaning(unit: UnitContent): Wording {
  const named = fileKey(unit.properties);
  const kept = named === undefined ? undefined : plain(unit.properties, TUID);
  const properties = unit.properties.filter((property) => property !== kept);
  const source = unit.variants.find(({ lang }) => lang === unit.sourceLang);
  const derived = readMeaning(undefined, {
    properties,
    sourceProperties: source?.properties ?? [],
    hands: [unit, ...unit.variants],
  });
  const { key, before, after } = unit.context;
  const added: Property[] = [];
  // Where a property of ours is left, it was a second one; reading takes the first, so the field goes before it.
  const add = (type: string, value: string, isDerived: boolean): void => {
    if (!isDerived || plain(properties, type) !== undefined) added.push({ type, value });
  };
  if (before !== undefined) add(BEFORE.own, before ?? "", before === derived.context.before);
  if (after !== undefined) add(AFTER.own, after ?? "", after === derived.context.after);
  add(ORIGIN, unit.origin ?? "none", unit.origin === derived.origin);
  const tuid = kept?.value ?? (key === named ? undefined : key);
  return { ...(tuid === undefined ? {} : { tuid }), properties: [...added, ...properties] };
}

/** The first property of a type, without a language. */
function plain(properties: readonly Property[], type: string): Property | undefined {
  return properties.find((property) => property.type === type && property.lang === undefined);
}

function valueOf(properties: readonly Property[], type: string): string | undefined {
  return plain(properties, type)?.value;
}

/** What `file` and `id` name together: no place where one is missing, nor where both are empty. */
function fileKey(properties: readonly Property[]): string | undefined {
  const file = valueOf(properties, "file");
  const id = valueOf(properties, "id");
  if (file === undefined || id === undefined || (file === "" && id === "")) return undefined;
  return `${file}#${id}`;
}

/** A neighbour's text; `null` for an empty one, which is how tools say that there is none. */
function neighbour(side: typeof BEFORE | typeof AFTER, said: Testimony): string | null | undefined {
  const { properties, sourceProperties } = said;
  const own = valueOf(properties, side.own);
  const others = own ?? valueOf(properties, side.others) ?? valueOf(sourceProperties, side.others);
  if (others === undefined) return undefined;
  const text = own ?? withoutSeg(others);
  return text === "" ? null : detached(text);
}

/** memoQ writes the neighbour with its `<seg>` around it, as text. */
function withoutSeg(value: string): string {
  return /^<seg>(.*)<\/seg>$/s.exec(value)?.[1] ?? value;
}

function isOriginWord(value: string | undefined): value is Origin | "none" {
  return value === "machine" || value === "unofficial" || value === "none";
}

function originNamed(value: Origin | "none"): Origin | undefined {
  return value === "none" ? undefined : value;
}

/** Trados and OmegaT name a machine as the author; whoever changed it last answers for it. */
function originByHands(hands: readonly Provenance[]): Origin | undefined {
  return hands.some(({ changedBy, createdBy }) => /^MT[!-]/.test(changedBy ?? createdBy ?? "")) ? "machine" : undefined;
}
