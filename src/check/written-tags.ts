import type { CheckedText } from "./check.js";
import { added, lost, type CodePlace, type CodeSlip } from "./code-slip.js";

/**
 * Tags written in the text, for texts whose markup no reader has made codes of. Only elements of HTML that stand in a sentence
 * count, for `<file>` and `<nom>` are words for a user to replace, and paragraphs may be cut in another way; only by name, for
 * attributes are translated. A whole pair more is the translator's (`<i>` for quotation marks, `<sup>` in 2<sup>e</sup>);
 * a half of one is not.
 */
export function* writtenTagSlips(source: CheckedText, target: CheckedText): Generator<CodeSlip> {
  if (!/<\/?[a-z]/i.test(source.segment.text + target.segment.text)) return;
  const asked = tagsOf(source);
  const given = tagsOf(target);
  if (lone(asked).length > 0 || PARTS_WORD.test(source.segment.text)) return;
  const halves = lone(given);
  const isReplaced = quotesOf(target) > quotesOf(source) || beginningsOf(target) >= beginningsOf(source);
  for (const place of surplusOf(asked, given)) if (!isReplaced || halves.includes(place.element)) yield lost(place);
  for (const place of surplusOf(given, asked)) if (halves.includes(place.element)) yield added(place);
}

/** Letters set off within a word explain an acronym, which has other letters in the other language. */
const PARTS_WORD = /<\/\w+>\p{L}/u;

/** What a language may put around a word that the other sets in bold. */
function quotesOf({ segment: { text } }: CheckedText): number {
  return text.match(/[«“"]/g)?.length ?? 0;
}

/** Beginnings of elements of any name: one may stand for another. */
function beginningsOf({ segment: { text } }: CheckedText): number {
  return text.match(/<[a-z]/gi)?.length ?? 0;
}

/** Elements that have more beginnings than ends in a text, or fewer. */
function lone(tags: readonly WrittenTag[]): string[] {
  const balance = new Map<string, number>();
  for (const { element, closes } of tags) balance.set(element, (balance.get(element) ?? 0) + (closes ? -1 : 1));
  return [...balance].flatMap(([element, count]) => (count === 0 ? [] : element));
}

/** `<font>` without an attribute says nothing in HTML, and is what a manual calls the name of a font. */
const TAG =
  /<(\/?)(a|b|i|u|em|strong|code|tt|kbd|span|small|big|sub|sup|font(?=\s)|(?<=\/)font)(?:\s[^<>]{0,200}=[^<>]{0,400})?>/gi;

interface WrittenTag extends CodePlace {
  readonly element: string;
  readonly closes: boolean;
}

function tagsOf({ segment: { text } }: CheckedText): WrittenTag[] {
  return Array.from(text.matchAll(TAG), ({ index, 0: tag, 1: slash = "", 2: element = "" }) => ({
    span: { start: index, end: index + tag.length, text: tag },
    name: tag,
    element: element.toLowerCase(),
    closes: slash !== "",
  }));
}

/** The tags of one side that the other lacks, a pair by its opening tag alone. */
function surplusOf(side: readonly WrittenTag[], other: readonly WrittenTag[]): WrittenTag[] {
  const surplus: WrittenTag[] = [];
  for (const element of new Set(side.map((tag) => tag.element))) {
    const own = side.filter((tag) => tag.element === element);
    const their = other.filter((tag) => tag.element === element);
    const opened = own.filter(({ closes }) => !closes);
    const closed = own.filter(({ closes }) => closes);
    const lacking = opened.slice(their.filter(({ closes }) => !closes).length);
    surplus.push(...lacking);
    if (lacking.length === 0) surplus.push(...closed.slice(their.filter(({ closes }) => closes).length));
  }
  return surplus.sort((a, b) => a.span.start - b.span.start);
}
