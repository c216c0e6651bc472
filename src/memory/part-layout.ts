/**
 * How a part of the index lies in its one buffer.
 *
 *     word 0   what it is: {@link MAGIC}, which also shows the byte order of the machine that wrote it
 *     word 1   the version of the format
 *     word 2   the checksum of all words from the fourth on
 *     word 3   the buffer's length in bytes, modulo 2^32
 *     word 4   the length of the directory in bytes
 *     then     the directory, JSON in UTF-8: where each section is, and the names that sections give numbers to
 *     then     the sections, each an array of numbers that begins at a multiple of 8
 */

/** A buffer that is no part of this version, or not the one that was saved. */
export class PartFault extends Error {
  override readonly name = "PartFault";
  readonly kind: "format" | "checksum";

  constructor(kind: "format" | "checksum", message: string) {
    super(message);
    this.kind = kind;
  }
}

const MAGIC = 0x456e_7450;
/** To be raised with every change of what any section holds, of the analysis of texts, or of the score. */
const FORMAT = 1;
const HEADER_WORDS = 6;
const CHECKSUM_WORD = 2;
const ALIGNMENT = 8;

const KINDS = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array, f64: Float64Array } as const;
type Kind = keyof typeof KINDS;

interface Section {
  readonly kind: Kind;
  readonly start: number;
  readonly length: number;
}

/** What a part says of itself beside its numbers. */
export interface Names {
  readonly memories: readonly string[];
  readonly tags: readonly string[];
  /** Primary languages; the sections of number l have names that begin with `l/`. */
  readonly languages: readonly string[];
}

interface Directory extends Names {
  readonly sections: Readonly<Record<string, Section>>;
}

/** The sections of a part by name. */
export class Sections {
  readonly buffer: SharedArrayBuffer;
  readonly names: Names;
  readonly #sections: Readonly<Record<string, Section>>;

  constructor(buffer: SharedArrayBuffer, directory: Directory) {
    this.buffer = buffer;
    this.names = directory;
    this.#sections = directory.sections;
  }

  u8(name: string): Uint8Array {
    const { start, length } = this.#find(name, "u8");
    return new Uint8Array(this.buffer, start, length);
  }

  u16(name: string): Uint16Array {
    const { start, length } = this.#find(name, "u16");
    return new Uint16Array(this.buffer, start, length);
  }

  u32(name: string): Uint32Array {
    const { start, length } = this.#find(name, "u32");
    return new Uint32Array(this.buffer, start, length);
  }

  f64(name: string): Float64Array {
    const { start, length } = this.#find(name, "f64");
    return new Float64Array(this.buffer, start, length);
  }

  #find(name: string, kind: Kind): Section {
    const section = this.#sections[name];
    if (section?.kind !== kind) throw new PartFault("format", `no section ${name} of ${kind}`);
    return section;
  }
}

/** A buffer in the making: first all sections are told, then it is allocated and filled, then sealed. */
export class SectionPlan {
  readonly #lengths = new Map<string, { kind: Kind; length: number }>();

  add(name: string, kind: Kind, length: number): void {
    this.#lengths.set(name, { kind, length });
  }

  allocate(names: Names): Sections {
    // The directory's length depends on the places in it; places as if it took nothing leave room enough, with a margin.
    const room = align(this.#directory(names, 0).text.length * 2);
    const { text, directory, end } = this.#directory(names, HEADER_WORDS * 4 + room);
    const buffer = new SharedArrayBuffer(align(end));
    const header = new Uint32Array(buffer, 0, HEADER_WORDS);
    header.set([MAGIC, FORMAT, 0, buffer.byteLength % 2 ** 32, text.length]);
    new Uint8Array(buffer, HEADER_WORDS * 4, text.length).set(text);
    return new Sections(buffer, directory);
  }

  #directory(names: Names, from: number): { text: Uint8Array; directory: Directory; end: number } {
    const sections: Record<string, Section> = {};
    let start = from;
    for (const [name, { kind, length }] of this.#lengths) {
      sections[name] = { kind, start, length };
      start = align(start + length * KINDS[kind].BYTES_PER_ELEMENT);
    }
    const directory = { ...names, sections };
    return { text: new TextEncoder().encode(JSON.stringify(directory)), directory, end: start };
  }
}

function align(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
}

/** Writes the checksum of a buffer that is filled. */
export function seal(buffer: SharedArrayBuffer): void {
  new Uint32Array(buffer, 0, HEADER_WORDS)[CHECKSUM_WORD] = checksumOf(buffer);
}

/** The checksum that a buffer says it has, without working it out; 0 for what is too short to be a part. */
export function statedChecksum(buffer: SharedArrayBuffer): number {
  if (buffer.byteLength < HEADER_WORDS * 4) return 0;
  return new Uint32Array(buffer, 0, HEADER_WORDS)[CHECKSUM_WORD]!;
}

/** The sections of a buffer. PartFault for one of another format, or (unless `checked` before) one that is damaged. */
export function openSections(buffer: SharedArrayBuffer, { checked }: { checked: boolean }): Sections {
  if (buffer.byteLength < HEADER_WORDS * 4 || buffer.byteLength % ALIGNMENT !== 0) {
    throw new PartFault("format", `${buffer.byteLength} bytes are no part of an index`);
  }
  const header = new Uint32Array(buffer, 0, HEADER_WORDS);
  if (header[0] !== MAGIC) throw new PartFault("format", "the buffer is no part of an index");
  if (header[1] !== FORMAT) {
    throw new PartFault("format", `the part is of format ${header[1]}, and this release reads ${FORMAT}`);
  }
  if (header[3] !== buffer.byteLength % 2 ** 32) {
    throw new PartFault("checksum", `the part has ${buffer.byteLength} bytes where ${header[3]} were written`);
  }
  if (!checked && header[CHECKSUM_WORD] !== checksumOf(buffer)) {
    throw new PartFault("checksum", "the part's checksum does not fit its content");
  }
  return new Sections(buffer, readDirectory(buffer, header[4]!));
}

function readDirectory(buffer: SharedArrayBuffer, length: number): Directory {
  if (length > buffer.byteLength - HEADER_WORDS * 4) throw new PartFault("format", "the directory leaves the buffer");
  // A decoder takes no shared memory.
  const bytes = new Uint8Array(buffer, HEADER_WORDS * 4, length).slice();
  let directory: Directory;
  try {
    directory = JSON.parse(new TextDecoder().decode(bytes)) as Directory;
    for (const { kind, start, length: count } of Object.values(directory.sections)) {
      const end = start + count * KINDS[kind].BYTES_PER_ELEMENT;
      if (start % ALIGNMENT !== 0 || !(end <= buffer.byteLength)) throw new RangeError("a section leaves the buffer");
    }
  } catch (error) {
    throw new PartFault("format", `the directory is not to be read: ${String(error)}`);
  }
  return directory;
}

/**
 * A checksum of everything but the header's first three words: four sums side by side, each word times a power of an odd number, so that
 * each bit and each order counts, and a machine can work on all four at once. It is against damage, not against malice.
 */
function checksumOf(buffer: SharedArrayBuffer): number {
  const words = new Uint32Array(buffer);
  const first = CHECKSUM_WORD + 1;
  let a = 1;
  let b = 2;
  let c = 3;
  let d = 4;
  let i = first;
  for (; i + 3 < words.length; i += 4) {
    a = Math.imul(a ^ words[i]!, 0x9e3779b1);
    b = Math.imul(b ^ words[i + 1]!, 0x85ebca77);
    c = Math.imul(c ^ words[i + 2]!, 0xc2b2ae3d);
    d = Math.imul(d ^ words[i + 3]!, 0x27d4eb2f);
    // A product carries bits upwards only.
    a ^= a >>> 15;
    b ^= b >>> 15;
    c ^= c >>> 15;
    d ^= d >>> 15;
  }
  for (; i < words.length; i++) {
    a = Math.imul(a ^ words[i]!, 0x9e3779b1);
    a ^= a >>> 15;
  }
  let sum = a;
  for (const each of [b, c, d]) {
    sum = Math.imul(sum ^ each, 0x9e3779b1);
    sum ^= sum >>> 13;
  }
  return sum >>> 0;
}
