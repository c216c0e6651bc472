import type { Severity, Span } from "../finding.js";
import type { Fault } from "./check.js";

/** What happened to a code; each has its rule in `code-explanation.ts`. */
export type CodeSlipKind = "lost" | "added" | "changed" | "reordered" | "crossed" | "moved";

/** One thing wrong with the codes of a translation. */
export interface CodeSlip {
  readonly kind: CodeSlipKind;
  /** What the code is known by: in the source where it stands there, else in the target. */
  readonly name: string;
  /** Where it stands in the source: the code that was lost, or moved. */
  readonly source?: Span;
  /** Where it stands in the target: the code that was added, or stands wrongly. */
  readonly target?: Span;
  readonly severity?: Severity;
  readonly suggestions?: readonly string[];
  readonly message: Fault["message"];
}

/** A code of whichever kind, with what people know it by. */
export interface CodePlace {
  readonly span: Span;
  readonly name: string;
}

export function lost({ span, name }: CodePlace): CodeSlip {
  return {
    kind: "lost",
    name,
    source: span,
    message: {
      en: `The code “${name}” of the source is missing in the translation.`,
      fr: `Le code «\u00A0${name}\u00A0» de la source manque dans la traduction.`,
    },
  };
}

export function added({ span, name }: CodePlace): CodeSlip {
  return {
    kind: "added",
    name,
    target: span,
    message: {
      en: `The source has no code “${name}”.`,
      fr: `La source n’a pas de code «\u00A0${name}\u00A0».`,
    },
  };
}

export function changed(from: CodePlace, to: CodePlace): CodeSlip {
  return {
    kind: "changed",
    name: from.name,
    source: from.span,
    target: to.span,
    suggestions: [from.name],
    message: {
      en: `The code “${from.name}” of the source has become “${to.name}”.`,
      fr: `Le code «\u00A0${from.name}\u00A0» de la source est devenu «\u00A0${to.name}\u00A0».`,
    },
  };
}

export function reordered(from: CodePlace, to: CodePlace): CodeSlip {
  return {
    kind: "reordered",
    name: from.name,
    source: from.span,
    target: to.span,
    severity: "major",
    message: {
      en: `“${to.name}” stands where the source has “${from.name}”, and nothing tells which value is whose.`,
      fr: `«\u00A0${to.name}\u00A0» est à la place de «\u00A0${from.name}\u00A0», et rien ne dit quelle valeur va où.`,
    },
  };
}
