import type { Term, TermStatus, TermType } from "../concept.js";

/** A term as it was read: whoever wrote the file may have left open how it stands, and what it is. */
export type ReadTerm = Omit<Term, "status" | "type"> & {
  readonly status?: TermStatus;
  readonly type?: TermType;
};

/**
 * The terms of a concept with what was left open. Where nobody says which term of a language is preferred, the first of those
 * without a status is, and the others are admitted; a term of capitals and digits is an acronym, for files seldom say so.
 */
export function completed(terms: readonly ReadTerm[]): Term[] {
  const decided = new Set(terms.filter(({ status }) => status === "preferred").map(({ lang }) => lang));
  return terms.map((term) => {
    const isFirst = term.status === undefined && !decided.has(term.lang);
    if (isFirst) decided.add(term.lang);
    const { lang, text, status = isFirst ? "preferred" : "admitted", type = guessedType(text), ...rest } = term;
    return { lang, text, status, type, ...rest };
  });
}

function guessedType(text: string): TermType {
  return /^(?=.*\p{Lu}.*\p{Lu})[\p{Lu}\d][\p{Lu}\d.&/-]*$/u.test(text) ? "acronym" : "full-form";
}

/**
 * One term of two that have the same text in the same language: with all that either says. Where they contradict each other
 * the first counts, and `leftOut` names what of the second does not.
 */
export function joined(
  first: ReadTerm,
  second: ReadTerm,
): { readonly term: ReadTerm; readonly leftOut: readonly string[] } {
  const leftOut: string[] = [];
  for (const name of ["status", "type"] as const) {
    if (contradicts(first[name], second[name])) leftOut.push(`the ${name} ${JSON.stringify(second[name])}`);
  }
  for (const [name, value] of Object.entries(second.properties ?? {})) {
    if (contradicts(first.properties?.[name], value)) leftOut.push(`the property ${JSON.stringify(name)}`);
  }
  const note = [...new Set([first.note, second.note].filter((text) => text !== undefined))].join("\n");
  const sources = [...new Set([...(first.sources ?? []), ...(second.sources ?? [])])];
  const properties = { ...second.properties, ...first.properties };
  const term: ReadTerm = {
    ...second,
    ...first,
    ...(note === "" ? {} : { note }),
    ...(sources.length === 0 ? {} : { sources }),
    ...(Object.keys(properties).length === 0 ? {} : { properties }),
  };
  return { term, leftOut };
}

function contradicts(first: string | undefined, second: string | undefined): boolean {
  return first !== undefined && second !== undefined && first !== second;
}

/** What is told of a term that stands twice where not all of it could be kept; nothing where it could. */
export function twice({ lang, text }: ReadTerm, leftOut: readonly string[]): string | undefined {
  if (leftOut.length === 0) return undefined;
  const shown = JSON.stringify(text.slice(0, 60));
  return `the term ${shown} stands twice in ${lang}; the first one counts, and ${leftOut.join(" and ")} of the second was left out`;
}
