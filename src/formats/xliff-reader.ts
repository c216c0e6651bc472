import type { Problem } from "../problem.js";
import { Refusal } from "../refusal.js";
import type { XliffVersion } from "./xliff-inline.js";
import type { XliffFile, XliffNote, XliffUnit } from "./xliff-structure.js";
import { translates, XliffUnitReader } from "./xliff-unit-reader.js";
import { XmlSource, type XmlHandler, type XmlTag } from "./xml-source.js";

export type XliffEvent =
  | { readonly kind: "file"; readonly file: XliffFile }
  | { readonly kind: "unit"; readonly unit: XliffUnit }
  | { readonly kind: "problem"; readonly problem: Problem; readonly lost: boolean };

/** Whose a note of ours is: `from` in 1.x, `category` in 2.x. */
export const OWN_NOTE = "entente";

export function isOwnNote({ by }: XliffNote): boolean {
  return by === OWN_NOTE;
}

/**
 * Reads XLIFF 1.0 to 1.2 (http://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html) and 2.0 to 2.2
 * (https://docs.oasis-open.org/xliff/xliff-core/v2.1/xliff-core-v2.1.html), as leniently as real files need: no namespace,
 * the specification's as default or with a prefix; elements of other namespaces are passed over, within units too, and so
 * are `alt-trans` and the modules of 2.x.
 *
 * Yields each `file`, then its units in order, each after the problems that were met in it; every unit is an event, so that
 * a writer sees all places, with no segments where it is lost or not to be translated. Memory is bounded by the longest
 * unit allowed. Refusals as {@link XmlSource.read} has them, and "unsupported" where the file is no XLIFF of these versions.
 */
export function readXliff(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<XliffEvent> {
  return new XliffDocument().source.read(chunks);
}

/** An element outside units, as far as it matters to those inside. */
interface Surrounding {
  readonly isTranslatable: boolean;
  readonly isForeign: boolean;
}

/** Follows an XLIFF document element by element. */
class XliffDocument implements XmlHandler<XliffEvent> {
  readonly source = new XmlSource<XliffEvent>(this);
  #events: XliffEvent[] = [];
  readonly #path: Surrounding[] = [];
  #root: XmlTag | undefined;
  #version: XliffVersion = 1;
  #units = 0;
  #unit: { reader: XliffUnitReader; tag: XmlTag } | undefined;

  takeEvents(): readonly XliffEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }

  open(tag: XmlTag): void {
    if (this.#unit !== undefined) this.#unit.reader.open(tag);
    else if (this.#root === undefined) this.#openRoot(tag);
    else this.#openOutside(tag, this.#root);
  }

  #openRoot(tag: XmlTag): void {
    const at = this.source.place(this.source.tagStart);
    if (tag.local !== "xliff") {
      throw new Refusal("unsupported", `the root element is <${shortened(tag.name)}>; that of XLIFF is <xliff>`, at);
    }
    const version = versionOf(tag);
    if (version === undefined) {
      const said = shortened(tag.attributes["version"]?.value ?? "");
      throw new Refusal("unsupported", `XLIFF ${said} is not read; 1.0 to 1.2 and 2.0 to 2.2 are`, at);
    }
    this.#root = tag;
    this.#version = version;
    this.#path.push({ isTranslatable: true, isForeign: false });
  }

  #openOutside(tag: XmlTag, root: XmlTag): void {
    const around = this.#path.at(-1) ?? { isTranslatable: true, isForeign: false };
    const isForeign = around.isForeign || tag.uri !== root.uri;
    if (!isForeign && tag.local === (this.#version === 1 ? "trans-unit" : "unit")) {
      const setting = {
        version: this.#version,
        namespace: root.uri,
        isTranslatable: around.isTranslatable,
        ordinal: ++this.#units,
      };
      this.#unit = { reader: new XliffUnitReader(tag, this.source, setting), tag };
      return;
    }
    if (!isForeign && tag.local === "file") this.#openFile(tag, root);
    this.#path.push({ isTranslatable: translates(tag, around.isTranslatable), isForeign });
  }

  #openFile(tag: XmlTag, root: XmlTag): void {
    const named = (element: XmlTag, attribute: string): string | undefined =>
      element.attributes[attribute]?.value.trim() || undefined;
    const [sourceLang, targetLang] =
      this.#version === 1
        ? [named(tag, "source-language"), named(tag, "target-language")]
        : [named(root, "srcLang"), named(root, "trgLang")];
    const original = named(tag, "original");
    const id = this.#version === 2 ? named(tag, "id") : undefined;
    const file: XliffFile = {
      version: this.#version,
      release: named(root, "version") ?? "",
      place: this.source.place(this.source.tagStart),
      ...(original === undefined ? {} : { original }),
      ...(id === undefined ? {} : { id }),
      ...(sourceLang === undefined ? {} : { sourceLang }),
      ...(targetLang === undefined ? {} : { targetLang }),
    };
    this.#events.push({ kind: "file", file });
  }

  text(text: string): void {
    this.#unit?.reader.text(text);
  }

  close(tag: XmlTag): void {
    if (this.#unit === undefined) this.#path.pop();
    else if (this.#unit.tag === tag) this.#closeUnit(this.#unit.reader);
    else this.#unit.reader.close(tag);
  }

  #closeUnit(reader: XliffUnitReader): void {
    this.#unit = undefined;
    const { unit, problems, lost } = reader.finish();
    for (const problem of problems) this.#events.push({ kind: "problem", problem, lost: false });
    for (const problem of lost) this.#events.push({ kind: "problem", problem, lost: true });
    this.#events.push({ kind: "unit", unit });
  }
}

/** By the attribute; where it is missing, by the namespace, which every version since 1.2 has. */
function versionOf(root: XmlTag): XliffVersion | undefined {
  const said = root.attributes["version"]?.value.trim();
  if (said === undefined || said === "") return root.uri.includes(":document:2.") ? 2 : 1;
  const major = /^([12])(?:\.|$)/.exec(said)?.[1];
  return major === "1" ? 1 : major === "2" ? 2 : undefined;
}

function shortened(name: string): string {
  return name.length > 40 ? `${name.slice(0, 40)}…` : name;
}
