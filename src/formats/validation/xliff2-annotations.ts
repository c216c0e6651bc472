import { shown, type Report } from "./breach.js";
import type { TextScope } from "./text-scope.js";
import type { Xliff2Rule } from "./xliff2-rule-table.js";
import type { XmlElement } from "./xml-element.js";

/** Section "Annotations": what an annotation says by its type. References are for {@link checkReference}. */
export function checkAnnotations({ sources, targets }: TextScope, report: Report<Xliff2Rule>): void {
  for (const { name, element } of [...sources, ...targets]) {
    if (name !== "mrk" && name !== "sm") continue;
    checkType(element, report);
    if (element.get("xml:lang") ?? element.get("xml:space") ?? element.get("xml:id")) {
      report(
        "xliff2.annotation-namespace",
        element,
        `<${element.written}> has an attribute xml:…, which an annotation may not have`,
      );
    }
  }
}

function checkType(annotation: XmlElement, report: Report<Xliff2Rule>): void {
  const type = annotation.get("type") ?? "generic";
  const ref = annotation.get("ref");
  const value = annotation.get("value");
  if (type === "comment" && (ref === undefined) === (value === undefined)) {
    const found = ref === undefined ? "neither value nor ref" : "both value and ref";
    report("xliff2.comment-content", annotation, `the comment has ${found}; it should have one of them`);
  } else if (type === "mtc:match" && ref !== undefined) {
    report(
      "xliff2.match-annotation",
      annotation,
      `an annotation of the type "mtc:match" has no ref; the match refers to it`,
    );
  } else if (type === "generic" && annotation.get("translate") === undefined && !hasForeign(annotation)) {
    report("xliff2.translate-annotation", annotation, "the annotation says nothing; give it a type, or translate");
  } else if (type.startsWith("xlf:")) {
    report("xliff2.own-prefix", annotation, `the type ${shown(type)} has XLIFF's own prefix; use a prefix of your own`);
  }
}

/** Attributes of a module or an extension say something without a type. */
function hasForeign(annotation: XmlElement): boolean {
  return Object.values(annotation.tag.attributes).some(({ prefix }) => prefix !== "" && prefix !== "xmlns");
}
