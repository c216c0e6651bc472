import type { Provenance } from "../unit.js";
import { detached } from "./detached.js";
import type { XmlTag } from "./xml-source.js";

/**
 * What translation tools say of a unit or a segment in namespaces of their own:
 *
 *     Trados    sdl:seg        conf, locked                                 one for each segment, by the mid of its mark
 *     memoQ     trans-unit     mq:status, mq:locked, mq:lastchangedtimestamp, mq:lastchanginguser
 *     Phrase    trans-unit     m:confirmed, m:locked, m:modified-at, m:modified-by
 *
 * Where a tool says so, its word goes before `state`, which it writes for others.
 */
export interface ToolWord {
  readonly status?: string;
  readonly isLocked: boolean;
  readonly provenance: Provenance;
}

const SDL = "http://sdl.com/FileTypes/SdlXliff/1.0";
const MEMOQ = /^(?:MQXliff|http:\/\/www\.memoq\.com\/)/i;
const PHRASE = /^http:\/\/www\.memsource\.com\/mxlf\//;

/** The statuses of tools that stand for a translation somebody answers for. */
const TRANSLATED: ReadonlySet<string> = new Set([
  "Translated",
  "ApprovedTranslation",
  "ApprovedSignOff",
  "ManuallyConfirmed",
  "Reviewer1Confirmed",
  "Proofread",
  "confirmed",
]);

export function isTranslatedStatus(status: string): boolean {
  return TRANSLATED.has(status);
}

const NOTHING: ToolWord = { isLocked: false, provenance: {} };

/** What the attributes of a `trans-unit` or `unit` say. */
export function unitWord(tag: XmlTag): ToolWord {
  const said = new Map<string, string>();
  for (const { uri, local, value } of Object.values(tag.attributes)) {
    if (MEMOQ.test(uri)) said.set(`mq:${local}`, value);
    else if (PHRASE.test(uri)) said.set(`m:${local}`, value);
  }
  if (said.size === 0) return NOTHING;
  const confirmed = said.get("m:confirmed");
  const phrase = confirmed === undefined ? undefined : isYes(confirmed) ? "confirmed" : "unconfirmed";
  const status = said.get("mq:status") ?? phrase;
  const changedAt = instantOf(said.get("mq:lastchangedtimestamp") ?? said.get("m:modified-at"));
  const changedBy = said.get("mq:lastchanginguser") ?? said.get("m:modified-by");
  return {
    ...(status === undefined ? {} : { status: detached(status) }),
    isLocked: isYes(said.get("mq:locked")) || isYes(said.get("m:locked")),
    provenance: {
      ...(changedAt === undefined ? {} : { changedAt }),
      ...(changedBy === undefined || changedBy === "" ? {} : { changedBy: detached(changedBy) }),
    },
  };
}

/** What `sdl:seg` says of the segment whose mark has the id `mid`; `undefined` for any other element. */
export function segmentWord(tag: XmlTag): { readonly mid: string; readonly word: ToolWord } | undefined {
  if (tag.uri !== SDL || tag.local !== "seg") return undefined;
  const value = (name: string): string | undefined => tag.attributes[name]?.value;
  // Trados leaves `conf` out where nobody has touched the segment.
  const status = detached(value("conf") ?? "Unspecified");
  return { mid: detached(value("id") ?? ""), word: { status, isLocked: isYes(value("locked")), provenance: {} } };
}

function isYes(value: string | undefined): boolean {
  return value !== undefined && /^(?:1|true|yes|locked)$/i.test(value.trim());
}

/** A date and time, or milliseconds since 1970, in whole seconds as the domain keeps them. */
function instantOf(text: string | undefined): string | undefined {
  if (text === undefined || text.trim() === "") return undefined;
  const time = /^\d{12,13}$/.test(text) ? Number(text) : Date.parse(text);
  const year = new Date(time).getUTCFullYear();
  // memoQ writes the year 1 where nothing was changed.
  return Number.isNaN(time) || year < 1970 || year > 9999 ? undefined : `${new Date(time).toISOString().slice(0, 19)}Z`;
}
