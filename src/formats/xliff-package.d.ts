/**
 * What we use of the `xliff` package, which has no types of its own. Its writers hand over the text at once through the
 * callback; without one they answer a promise.
 */

interface XliffElement {
  readonly id?: string;
  readonly contents?: string;
  readonly [attribute: string]: string | undefined;
}

/** Text, or inline elements by the package's names for them (`inline-elements/ElementTypes.js`). */
type XliffContent = readonly (string | Readonly<Record<string, XliffElement>>)[];

interface XliffResource {
  readonly source: XliffContent;
  readonly target?: XliffContent;
  readonly note?: readonly string[];
  readonly additionalAttributes?: Readonly<Record<string, string | undefined>>;
}

interface XliffDocument {
  readonly resources: Readonly<Record<string, Readonly<Record<string, XliffResource>>>>;
  readonly sourceLanguage: string;
  readonly targetLanguage?: string;
}

interface XliffOptions {
  readonly indent: string;
  readonly xmlLangAttr?: boolean;
}

type XliffWriter = (
  document: XliffDocument,
  options: XliffOptions,
  callback: (error: Error | null, xml: string) => void,
) => void;

declare module "xliff/js2xliff" {
  const js2xliff: XliffWriter;
  export default js2xliff;
}

declare module "xliff/jsToXliff12" {
  const jsToXliff12: XliffWriter;
  export default jsToXliff12;
}
