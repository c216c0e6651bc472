import type { CodeKind, InlineCode } from "../segment.js";

/**
 * What the inline markup of a TMX segment (TMX 1.4b, section "Content Markup") means as codes.
 *
 * A code read from a TMX file carries the source text of its element as `data`, and its id, kind, pair and type are derived
 * from the markup of the whole segment. A code from elsewhere (XLIFF, a client) has no such markup: `tmx-markup.ts` writes
 * it as the element of its kind, with its data as the content and the rest in the `type` attribute behind
 * {@link OWN_TYPE}, so that the same code is read again.
 *
 *     <bpt i="1" x="4">&lt;b></bpt>                          {open, id 4, data = all of that}
 *     <ph x="1" type="x-entente;id=a;data">&lt;br></ph>         {alone, id a, data "<br>"}
 */

/** An inline element as it stands in a file, or one tag of an element that spans text. */
export interface MarkupCode {
  readonly at: number;
  /** `bpt`, `ept`, `it`, `ph`, `ut`, or the name of an element that spans text. */
  readonly element: string;
  /** Which tag of an element that spans text; absent for an element that holds a code. */
  readonly span?: "start" | "end";
  readonly attributes: ReadonlyMap<string, string>;
  /** The source text of the element or tag. */
  readonly data: string;
  /** The element's own text: the data of a code that came from elsewhere. */
  readonly content: string;
}

/** Elements that hold a code; others (`hi`) hold text and are two codes, one for each tag. */
const CODE_ELEMENTS = new Set(["bpt", "ept", "it", "ph", "ut"]);

/** Begins the `type` of a code that came from elsewhere. */
const OWN_TYPE = "x-entente;";

/** Whether an inline element holds a code rather than text. */
export function isCodeElement(name: string): boolean {
  return CODE_ELEMENTS.has(name);
}

/** The codes that the inline markup of a segment stands for, in its order. */
export function codesOf(markup: readonly MarkupCode[]): InlineCode[] {
  const partners = partnersOf(markup);
  const ids = new CodeIds(markup);
  const codes: InlineCode[] = [];
  for (const [i, code] of markup.entries()) {
    const partner = partners.get(i);
    const open = partner === undefined || partner > i ? undefined : partner;
    const own = open === undefined ? ownCode(code) : ownClose(code, markup[open]);
    codes.push(own ?? derived(code, { ids, paired: partner !== undefined, opener: codes[open ?? -1]?.id }));
  }
  return codes;
}

/** Which codes belong together, by index, both ways: `bpt` and `ept` of one `i`, the two tags of a span. */
function partnersOf(markup: readonly MarkupCode[]): Map<number, number> {
  const partners = new Map<number, number>();
  const opened = new Map<string, number>();
  const spans: number[] = [];
  for (const [i, { element, span, attributes }] of markup.entries()) {
    const number = attributes.get("i") ?? "";
    if (span === "start") spans.push(i);
    else if (element === "bpt") opened.set(number, i);
    const open = span === "end" ? spans.pop() : element === "ept" ? opened.get(number) : undefined;
    if (open === undefined) continue;
    if (element === "ept") opened.delete(number);
    partners.set(open, i).set(i, open);
  }
  return partners;
}

/** `opener`: the id of the code that this one closes. */
function derived(code: MarkupCode, how: { ids: CodeIds; paired: boolean; opener: string | undefined }): InlineCode {
  const id = how.opener ?? how.ids.take(explicitId(code));
  const type = code.attributes.get("type");
  return {
    at: code.at,
    id,
    kind: kindOf(code, how.paired),
    ...(how.paired ? { pair: id } : {}),
    data: code.data,
    ...(type === undefined ? {} : { type }),
  };
}

function kindOf({ element, span, attributes }: MarkupCode, paired: boolean): CodeKind {
  if (element === "bpt" || span === "start") return paired ? "open" : "isolated-open";
  if (element === "ept" || span === "end") return paired ? "close" : "isolated-close";
  if (element !== "it") return "alone";
  const pos = attributes.get("pos");
  return pos === "begin" ? "isolated-open" : pos === "end" ? "isolated-close" : "alone";
}

/** `x` matches elements between the variants of a unit; `i` matches `bpt` and `ept` within one. */
function explicitId({ attributes }: MarkupCode): string | undefined {
  return attributes.get("x") ?? attributes.get("i");
}

/** Gives each code an id of its own: the one in the markup where it is free, else the lowest number that nobody names. */
class CodeIds {
  readonly #named: ReadonlySet<string | undefined>;
  readonly #taken = new Set<string>();
  #next = 1;

  constructor(markup: readonly MarkupCode[]) {
    this.#named = new Set(markup.map(explicitId));
  }

  take(wanted: string | undefined): string {
    if (wanted !== undefined && !this.#taken.has(wanted)) {
      this.#taken.add(wanted);
      return wanted;
    }
    while (this.#named.has(String(this.#next))) this.#next++;
    return String(this.#next++);
  }
}

/** The kinds that an element of ours can stand for; one that has lost its other half says so by a field of its name. */
const OWN_KINDS: ReadonlyMap<string, CodeKind> = new Map([
  ["bpt", "open"],
  ["it begin", "isolated-open"],
  ["it end", "isolated-close"],
  ["ph", "alone"],
]);

/** The code that an element of ours says it is, or `undefined` for markup by others. */
function ownCode(code: MarkupCode): InlineCode | undefined {
  const fields = ownFields(code);
  const pos = code.attributes.get("pos");
  const kind = OWN_KINDS.get(pos === undefined ? code.element : `${code.element} ${pos}`);
  if (fields === undefined || kind === undefined) return undefined;
  const unpaired = fields.has("open") ? "open" : fields.has("close") ? "close" : undefined;
  return codeFrom(code, { fields, prefix: "", kind: unpaired ?? kind });
}

/** `ept` has no room for a type, so the opening half speaks for both. */
function ownClose(code: MarkupCode, open: MarkupCode | undefined): InlineCode | undefined {
  const fields = open === undefined ? undefined : ownFields(open);
  return fields === undefined ? undefined : codeFrom(code, { fields, prefix: "close-", kind: "close" });
}

function codeFrom(
  { at, content }: MarkupCode,
  { fields, prefix, kind }: { fields: ReadonlyMap<string, string>; prefix: string; kind: CodeKind },
): InlineCode | undefined {
  const id = fields.get(`${prefix}id`);
  if (id === undefined) return undefined;
  const pair = fields.get(`${prefix}pair`);
  const type = fields.get(`${prefix}type`);
  return {
    at,
    id,
    kind,
    ...(pair === undefined ? {} : { pair }),
    ...(fields.has(`${prefix}data`) ? { data: content } : {}),
    ...(type === undefined ? {} : { type }),
  };
}

function ownFields({ attributes }: MarkupCode): ReadonlyMap<string, string> | undefined {
  const type = attributes.get("type");
  if (type === undefined || !type.startsWith(OWN_TYPE)) return undefined;
  return new Map(
    type
      .slice(OWN_TYPE.length)
      .split(";")
      .map((field) => {
        const [name = "", value = ""] = field.split(/=(.*)/s);
        return [name, value.replaceAll("%3B", ";").replaceAll("%25", "%")];
      }),
  );
}

/** The `type` attribute of an element of ours, for its code and, at an opening one, for the code that closes it. */
export function ownType(code: InlineCode, other: { close?: InlineCode; unpaired?: boolean } = {}): string {
  const fields = fieldsOf(code, "");
  if (other.unpaired === true) fields.push(code.kind);
  if (other.close !== undefined) fields.push(...fieldsOf(other.close, "close-"));
  return OWN_TYPE + fields.join(";");
}

function fieldsOf({ id, pair, type, data }: InlineCode, prefix: string): string[] {
  const fields = [`${prefix}id=${escapeField(id)}`];
  if (pair !== undefined) fields.push(`${prefix}pair=${escapeField(pair)}`);
  if (type !== undefined) fields.push(`${prefix}type=${escapeField(type)}`);
  if (data !== undefined) fields.push(`${prefix}data`);
  return fields;
}

function escapeField(text: string): string {
  return text.replaceAll("%", "%25").replaceAll(";", "%3B");
}
