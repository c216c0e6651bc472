import type { Concept, Term } from "../concept.js";
import type { ReadConcept } from "../formats/concept-event.js";
import { completed, type ReadTerm } from "../formats/read-term.js";
import { primaryLanguage } from "../language.js";
import { slug } from "./slug.js";

/**
 * What to do with a concept that the glossary has already: `merge` keeps what the file does not speak of, `replace` makes it
 * what the file says, `skip` leaves it alone.
 */
export type OnSameConcept = "merge" | "replace" | "skip";

export type MergeOutcome = "added" | "updated" | "unchanged" | "skipped";

/**
 * Takes the concepts of a file into those of a glossary, one after the other.
 *
 * A concept of the file is one of the glossary's where the ids are equal; else, where neither has been met yet and their
 * subjects do not differ, by its designations: they share a term in two languages, or in the only one that the file's
 * concept has. Shared terms are equal but for case and kinds of blanks and apostrophes.
 */
export class GlossaryMerge {
  readonly #concepts: Concept[] = [];
  readonly #onSame: OnSameConcept;
  readonly #byId = new Map<string, number>();
  /** Which concepts have a term, by language and folded text. */
  readonly #byTerm = new Map<string, number[]>();
  /** Concepts of the glossary that one of the file has been found to be. */
  readonly #met = new Set<number>();

  constructor(onSame: OnSameConcept) {
    this.#onSame = onSame;
  }

  /** Takes in a concept of the glossary; all of them come before those of the file. */
  know(concept: Concept): void {
    const i = this.#concepts.push(concept) - 1;
    this.#byId.set(concept.id, i);
    this.#note(concept, i);
  }

  /** The glossary's concepts as they are by now. */
  get concepts(): readonly Concept[] {
    return this.#concepts;
  }

  take(read: ReadConcept): MergeOutcome {
    const i = (read.id === undefined ? undefined : this.#byId.get(read.id)) ?? this.#alike(read);
    const there = i === undefined ? undefined : this.#concepts[i];
    if (i === undefined || there === undefined) return this.#add(read);
    this.#met.add(i);
    if (this.#onSame === "skip") return "skipped";
    const given = { ...read, id: there.id };
    const whole = this.#onSame === "replace" ? { ...given, terms: completed(given.terms) } : merged(there, given);
    if (same(whole, there)) return "unchanged";
    this.#concepts[i] = whole;
    this.#note(whole, i);
    return "updated";
  }

  #add(read: ReadConcept): MergeOutcome {
    const id = read.id ?? slug(read.terms[0]?.text ?? "concept", (taken) => this.#byId.has(taken));
    this.know({ ...read, id, terms: completed(read.terms) });
    this.#met.add(this.#concepts.length - 1);
    return "added";
  }

  #note({ terms }: Concept, i: number): void {
    for (const term of terms) {
      const key = termKey(term);
      const known = this.#byTerm.get(key) ?? [];
      if (!known.includes(i)) this.#byTerm.set(key, [...known, i]);
    }
  }

  #alike(read: ReadConcept): number | undefined {
    const shared = new Map<number, Set<string>>();
    for (const term of read.terms) {
      for (const i of this.#byTerm.get(termKey(term)) ?? []) {
        shared.set(i, (shared.get(i) ?? new Set()).add(primaryLanguage(term.lang)));
      }
    }
    const needed = Math.min(2, new Set(read.terms.map(({ lang }) => primaryLanguage(lang))).size);
    for (const [i, langs] of shared) {
      const { subject, id } = this.#concepts[i] ?? {};
      const differs = subject !== undefined && read.subject !== undefined && subject !== read.subject;
      // One that came with the same file under another id is another concept.
      const isOther = this.#met.has(i) && read.id !== undefined && id !== read.id;
      if (langs.size >= needed && !differs && !isOther) return i;
    }
    return undefined;
  }
}

function termKey({ lang, text }: ReadTerm): string {
  const folded = text.normalize("NFC").toLowerCase().replace(/['’ʼ]/g, "'").replace(/\s+/g, " ").trim();
  return `${primaryLanguage(lang)} ${folded}`;
}

/** What the file says, and beside it what only the glossary knows: how a term stands is the glossary's where the file is silent. */
function merged(there: Concept, given: ReadConcept & { readonly id: string }): Concept {
  const terms = there.terms.map((term) => {
    const said = given.terms.find((one) => isSameTerm(one, term));
    return said === undefined ? term : withProperties(term, said);
  });
  const more = given.terms.filter((one) => !there.terms.some((term) => isSameTerm(one, term)));
  return { ...withProperties(there, { ...given, terms: completed([...terms, ...more]) }) };
}

function isSameTerm(a: ReadTerm, b: ReadTerm): boolean {
  return a.lang === b.lang && a.text.normalize("NFC") === b.text.normalize("NFC");
}

function withProperties<Thing extends Concept | Term>(there: Thing, given: Partial<Thing>): Thing {
  if (there.properties === undefined || given.properties === undefined) return { ...there, ...given };
  return { ...there, ...given, properties: { ...there.properties, ...given.properties } };
}

function same(a: Concept, b: Concept): boolean {
  return canonical(a) === canonical(b);
}

/** The same text for the same content, whatever the order of members. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
