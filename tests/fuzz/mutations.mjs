import fc from "fast-check";

/**
 * What can befall a file: damage of bytes, of its encoding, and of what markup and tables are made of. A mutation is a small
 * record, so that fast-check can take one away, or make it smaller, and see whether the finding is still there.
 */

/** Places and lengths are shares of the file, in 65536ths: they mean something in whatever is left of it. */
const SHARES = 65_536;
const share = fc.nat(SHARES - 1);

/** Values that no attribute, cell or text expects, and that leave a file well-formed. */
const UNEXPECTED = [
  "",
  " ",
  "\u00A0",
  "0",
  "1",
  "-1",
  "1e999",
  "NaN",
  "9".repeat(400),
  "a".repeat(70_000),
  "&amp;",
  "&lt;b&gt;",
  "&#x1F600;",
  "&#13;&#10;",
  "\uFEFF",
  "\r",
  "\n",
  "\t",
  "e\u0301",
  "😀",
  "\u202E",
  ",",
  ";",
  "=1+1",
  "{",
  "[",
  "null",
  "{}",
  "[".repeat(20_000),
  "__proto__",
  "constructor",
  "#",
  "#/f=1/u=1",
  "fr",
  "en",
  "zz-Invalid-",
  "x",
  "yes",
  "no",
  "final",
  "translated",
  "preserve",
  "*all*",
  "2.0",
  "1.2",
  "2026-02-30",
  "20260230T250000Z",
  "term",
  "seg",
  "comment",
  "x-entente",
  "entente",
  "entente-m1",
  "entente-t1",
  "entente:m",
  "entente {}",
  "entente {&quot;fill&quot;:{&quot;now&quot;:&quot;&quot;,&quot;was&quot;:&quot;&lt;x&quot;}}",
];

/** Those that do not, in most places. */
const ILL_FORMED = [
  "&",
  "&#xD800;",
  "&#0;",
  "&unknown;",
  "<",
  "<!--",
  "]]>",
  "<![CDATA[",
  "<?x y?>",
  "<!DOCTYPE a [<!ENTITY b 'c'>]>",
  "\u0001",
  "\u0000",
  "\uFFFE",
  '"',
  "'",
  '""',
];

const hostile = fc.constantFrom(...UNEXPECTED, ...ILL_FORMED);

/** What no parser lets through teaches nothing about what is behind it. */
const mostlyWellFormed = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...UNEXPECTED) },
  { weight: 1, arbitrary: hostile },
);

const ENCODINGS = ["utf8", "utf8-mark", "utf16le", "utf16le-mark", "utf16be", "utf16be-mark", "latin1"];

/** Names that `encoding` may be declared as, true or not. */
const DECLARED = ["UTF-8", "UTF-16", "UTF-16LE", "ISO-8859-1", "windows-1252", "Shift_JIS", "nonsense", ""];

const of = (kind, parts) => fc.record({ kind: fc.constant(kind), ...parts });

/** What can befall any file, whatever it holds. */
const ofAnyFile = [
  { weight: 2, arbitrary: of("flip", { at: share, mask: fc.integer({ min: 1, max: 255 }) }) },
  { weight: 1, arbitrary: of("insert", { at: share, value: hostile }) },
  { weight: 1, arbitrary: of("delete", { at: share, length: share }) },
  { weight: 1, arbitrary: of("duplicate", { at: share, length: share, to: share }) },
  { weight: 1, arbitrary: of("transpose", { at: share, length: share, to: share }) },
  { weight: 1, arbitrary: of("truncate", { at: share }) },
  { weight: 1, arbitrary: of("splice", { at: share, from: share, other: fc.nat(9_999) }) },
  { weight: 1, arbitrary: of("encode", { as: fc.constantFrom(...ENCODINGS) }) },
];

/** By weight: those that leave most files well-formed are tried most. */
const mutation = fc.oneof(
  ...ofAnyFile,
  { weight: 1, arbitrary: of("declare", { as: fc.constantFrom(...DECLARED) }) },
  { weight: 10, arbitrary: of("attribute", { at: share, value: mostlyWellFormed }) },
  { weight: 10, arbitrary: of("attribute-of-another", { at: share, from: share }) },
  { weight: 6, arbitrary: of("attribute-gone", { at: share }) },
  { weight: 1, arbitrary: of("tag-gone", { at: share }) },
  { weight: 1, arbitrary: of("tag-twice", { at: share, to: share }) },
  { weight: 1, arbitrary: of("tags-swapped", { at: share, to: share }) },
  { weight: 8, arbitrary: of("element-gone", { at: share }) },
  { weight: 8, arbitrary: of("element-twice", { at: share, to: share }) },
  { weight: 8, arbitrary: of("elements-swapped", { at: share, to: share }) },
  { weight: 4, arbitrary: of("element-renamed", { at: share, from: share }) },
  { weight: 10, arbitrary: of("text", { at: share, value: mostlyWellFormed }) },
  { weight: 1, arbitrary: of("nested", { at: share, depth: fc.constantFrom(1, 30, 300, 5_000) }) },
  { weight: 4, arbitrary: of("cell", { at: share, value: hostile }) },
  { weight: 2, arbitrary: of("cells-swapped", { at: share, to: share }) },
);

/** Tables and lines of JSON have no tags. */
const lineMutation = fc.oneof(
  ...ofAnyFile,
  { weight: 8, arbitrary: of("cell", { at: share, value: hostile }) },
  { weight: 6, arbitrary: of("cells-swapped", { at: share, to: share }) },
);

/** A case: a file of the set by its number, what befalls it, and the size of the pieces in which it comes. */
export const fuzzCase = (files, { hasTags }) =>
  fc.record({
    file: fc.nat(files - 1),
    mutations: fc.array(hasTags ? mutation : lineMutation, { minLength: 1, maxLength: 4 }),
    pieces: fc.constantFrom(65_536, 20_001, 4_097),
  });

/** Past this the mutations that make a file grow leave it alone. */
const MAX_BYTES = 1_500_000;

/** The bytes of a case. */
export function mutated({ file, mutations }, files) {
  return mutations.reduce((bytes, one) => {
    const changed = APPLY[one.kind](bytes, one, files);
    return changed.length > MAX_BYTES ? bytes : changed;
  }, files[file].bytes);
}

const placed = (at, length) => Math.floor((at / SHARES) * (length + 1));

/** A slice; most lengths are short, since a long one leaves little of the file. */
function sliceAt(bytes, { at, length }) {
  const start = placed(at, bytes.length);
  return [start, Math.min(bytes.length, start + Math.ceil((length / SHARES) ** 4 * bytes.length))];
}

const joined = (...parts) => Buffer.concat(parts);

/** Applies `change` to the file as text: UTF-16 where it looks so, else one character to a byte, which loses nothing. */
function asText(bytes, change) {
  const isLittle = bytes[1] === 0 || (bytes[0] === 0xff && bytes[1] === 0xfe);
  const isBig = !isLittle && (bytes[0] === 0 || (bytes[0] === 0xfe && bytes[1] === 0xff));
  if (!isLittle && !isBig) return Buffer.from(change(bytes.toString("latin1"), latin1Of), "latin1");
  const even = Buffer.from(bytes.subarray(0, bytes.length & ~1));
  const text = Buffer.from(
    change((isBig ? even.swap16() : even).toString("utf16le"), (value) => value),
    "utf16le",
  );
  return isBig ? text.swap16() : text;
}

const latin1Of = (value) => Buffer.from(value).toString("latin1");

/** The n-th thing of a kind, by its share; `undefined` where there is none. */
function nth(text, pattern, at) {
  const found = [...text.matchAll(pattern)];
  return found[Math.floor((at / SHARES) * found.length)];
}

const ATTRIBUTE = /\s[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*')/g;
const TAG = /<[^<>]*>/g;
const ELEMENT_START = /<([\w:.-]+)[^<>]*>/g;
const TEXT = /(?<=>)[^<>]+(?=<)/g;
/** What a table or a line of JSON is made of. */
const CELL = /"(?:[^"\\]|\\.)*"|[^,;\t\r\n{}[\]:"]+/g;

const endOf = (match) => match.index + match[0].length;

function replaced(text, match, value) {
  return match === undefined ? text : text.slice(0, match.index) + value + text.slice(endOf(match));
}

function valueReplaced(text, match, value) {
  if (match === undefined) return text;
  const quote = match[0].at(-1);
  return replaced(text, match, match[0].slice(0, match[0].indexOf(quote) + 1) + value + quote);
}

function valueOf({ 0: attribute }) {
  return attribute.slice(attribute.indexOf(attribute.at(-1)) + 1, -1);
}

/** An element with all that is in it, as far as counting tags of its name tells. */
function element(text, at) {
  const start = nth(text, ELEMENT_START, at);
  if (start === undefined) return undefined;
  const { 0: tag, 1: name, index } = start;
  if (tag.endsWith("/>")) return { index, 0: tag };
  let depth = 0;
  for (const { 0: found, index: place } of text.slice(index).matchAll(TAG)) {
    if (found === `</${name}>`) depth -= 1;
    else if (found.startsWith(`<${name}`) && !found.endsWith("/>")) depth += 1;
    if (depth === 0) return { index, 0: text.slice(index, index + place + found.length) };
  }
  return { index, 0: tag };
}

function swapped(text, one, other) {
  if (one === undefined || other === undefined) return text;
  const [first, second] = one.index <= other.index ? [one, other] : [other, one];
  if (endOf(first) > second.index) return text;
  return (
    text.slice(0, first.index) +
    second[0] +
    text.slice(endOf(first), second.index) +
    first[0] +
    text.slice(endOf(second))
  );
}

/** A copy of `match` put before the tag at a place. */
function copied(text, match, to) {
  const before = nth(text, TAG, to);
  if (match === undefined || before === undefined) return text;
  return text.slice(0, before.index) + match[0] + text.slice(before.index);
}

function encoded(text, as) {
  const body = text.replace(/^\uFEFF/, "");
  const marked = as.endsWith("-mark") ? `\uFEFF${body}` : body;
  if (as.startsWith("utf8")) return Buffer.from(marked);
  if (as === "latin1") return Buffer.from(body, "latin1");
  const little = Buffer.from(marked, "utf16le");
  return as.startsWith("utf16be") ? little.swap16() : little;
}

/** How each mutation changes bytes. */
const APPLY = {
  flip: (bytes, { at, mask }) => {
    const copy = Buffer.from(bytes);
    const place = Math.floor((at / SHARES) * copy.length);
    if (copy.length > 0) copy[place] ^= mask;
    return copy;
  },
  insert: (bytes, { at, value }) => {
    const place = placed(at, bytes.length);
    return joined(bytes.subarray(0, place), Buffer.from(value), bytes.subarray(place));
  },
  delete: (bytes, one) => {
    const [start, end] = sliceAt(bytes, one);
    return joined(bytes.subarray(0, start), bytes.subarray(end));
  },
  duplicate: (bytes, one) => {
    const [start, end] = sliceAt(bytes, one);
    const to = placed(one.to, bytes.length);
    return joined(bytes.subarray(0, to), bytes.subarray(start, end), bytes.subarray(to));
  },
  transpose: (bytes, one) => {
    const [start, end] = sliceAt(bytes, one);
    const rest = joined(bytes.subarray(0, start), bytes.subarray(end));
    const to = placed(one.to, rest.length);
    return joined(rest.subarray(0, to), bytes.subarray(start, end), rest.subarray(to));
  },
  truncate: (bytes, { at }) => bytes.subarray(0, placed(at, bytes.length)),
  splice: (bytes, { at, from, other }, files) => {
    const tail = files[other % files.length].bytes;
    return joined(bytes.subarray(0, placed(at, bytes.length)), tail.subarray(placed(from, tail.length)));
  },
  encode: (bytes, { as }) => encoded(bytes.toString("utf8"), as),
  declare: (bytes, { as }) => asText(bytes, (text) => text.replace(/encoding="[^"]*"/, `encoding="${as}"`)),
  attribute: (bytes, { at, value }) =>
    asText(bytes, (text, raw) => valueReplaced(text, nth(text, ATTRIBUTE, at), raw(value))),
  "attribute-of-another": (bytes, { at, from }) =>
    asText(bytes, (text) => {
      const other = nth(text, ATTRIBUTE, from);
      return other === undefined ? text : valueReplaced(text, nth(text, ATTRIBUTE, at), valueOf(other));
    }),
  "attribute-gone": (bytes, { at }) => asText(bytes, (text) => replaced(text, nth(text, ATTRIBUTE, at), "")),
  "tag-gone": (bytes, { at }) => asText(bytes, (text) => replaced(text, nth(text, TAG, at), "")),
  "tag-twice": (bytes, { at, to }) => asText(bytes, (text) => copied(text, nth(text, TAG, at), to)),
  "tags-swapped": (bytes, { at, to }) => asText(bytes, (text) => swapped(text, nth(text, TAG, at), nth(text, TAG, to))),
  "element-gone": (bytes, { at }) => asText(bytes, (text) => replaced(text, element(text, at), "")),
  "element-twice": (bytes, { at, to }) => asText(bytes, (text) => copied(text, element(text, at), to)),
  "elements-swapped": (bytes, { at, to }) =>
    asText(bytes, (text) => swapped(text, element(text, at), element(text, to))),
  "element-renamed": (bytes, { at, from }) =>
    asText(bytes, (text) => {
      const [one, other] = [element(text, at), nth(text, ELEMENT_START, from)];
      if (one === undefined) return text;
      const [, name] = /^<([\w:.-]+)/.exec(one[0]);
      const end = `</${name}>`;
      const body = one[0].endsWith(end) ? `${one[0].slice(0, -end.length)}</${other[1]}>` : one[0];
      return replaced(text, one, `<${other[1]}${body.slice(1 + name.length)}`);
    }),
  text: (bytes, { at, value }) => asText(bytes, (text, raw) => replaced(text, nth(text, TEXT, at), raw(value))),
  nested: (bytes, { at, depth }) =>
    asText(bytes, (text) => {
      const one = nth(text, TEXT, at);
      const start = nth(text, ELEMENT_START, at);
      if (one === undefined || start === undefined) return text;
      return replaced(text, one, `<${start[1]}>`.repeat(depth) + one[0] + `</${start[1]}>`.repeat(depth));
    }),
  cell: (bytes, { at, value }) => asText(bytes, (text, raw) => replaced(text, nth(text, CELL, at), raw(value))),
  "cells-swapped": (bytes, { at, to }) =>
    asText(bytes, (text) => swapped(text, nth(text, CELL, at), nth(text, CELL, to))),
};
