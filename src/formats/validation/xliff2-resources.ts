import { shown, type Report } from "./breach.js";
import type { Inspector } from "./document-validator.js";
import { MAX_PARTS } from "./text-scope.js";
import type { Xliff2Rule } from "./xliff2-rule-table.js";
import type { XmlElement } from "./xml-element.js";

/** Section "Resource Data Module": what a resource is, and that a reference to one leads somewhere. */
export class Xliff2Resources implements Inspector {
  readonly #report: Report<Xliff2Rule>;
  readonly #items = new Set<string>();

  constructor(report: Report<Xliff2Rule>) {
    this.#report = report;
  }

  open(element: XmlElement): void {
    const { name } = element;
    if (name === "file") this.#items.clear();
    else if (name === "res:resourceItem") this.#openItem(element);
    else if (name === "res:resourceItemRef") this.#openReference(element);
  }

  #openItem(element: XmlElement): void {
    const id = element.get("id");
    if (id !== undefined && this.#items.size < MAX_PARTS) this.#items.add(id);
  }

  #openReference(element: XmlElement): void {
    const ref = element.get("ref") ?? "";
    if (this.#items.has(ref) || this.#items.size >= MAX_PARTS) return;
    const message = `ref is ${shown(ref)}, and the file has no <res:resourceItem> with that id before it`;
    this.#report("xliff2.res-ref", element, message);
  }

  close(element: XmlElement): void {
    const { name } = element;
    if (name !== "res:source" && name !== "res:target") return;
    const isElsewhere = element.get("href") !== undefined;
    if (isElsewhere && element.hasContent) {
      this.#report("xliff2.res-content", element, `<${element.written}> has content and href; take out one`);
    } else if (!isElsewhere && !element.hasContent && !element.hasText) {
      this.#report(
        "xliff2.res-content",
        element,
        `<${element.written}> has neither content nor href; it needs one of them`,
      );
    }
    if (isElsewhere && element.parent?.get("mimeType") === undefined) {
      const message = `<${element.written}> is elsewhere, and <${element.parent?.written ?? ""}> has no mimeType; it should say what it is`;
      this.#report("xliff2.res-type", element, message);
    }
  }
}
