import { Chance } from "./seeded.mjs";

/** At most this share of a text's words is changed. */
const CHANGED = 0.2;

/**
 * Queries as translators have them: texts of a memory, each with a few words changed. The seed tells the same ones on every
 * machine. Of a text drawn by chance, one word and up to a fifth of the words more are changed: in equal shares one is dropped,
 * a word of another text is put before it, or in its place. Every number is then raised by one.
 */
export function nearQueries(texts, { count, seed }) {
  const chance = new Chance(seed);
  return Array.from({ length: count }, () => mutated(chance.of(texts), texts, chance));
}

function mutated(text, texts, chance) {
  const words = text.split(" ");
  const changes = 1 + chance.below(Math.max(1, Math.round(words.length * CHANGED)));
  for (let i = 0; i < changes; i++) {
    const at = chance.below(words.length);
    const kind = chance.below(3);
    if (kind === 0 && words.length > 1) words.splice(at, 1);
    else words.splice(at, kind === 1 ? 0 : 1, wordOf(texts, chance));
  }
  return words.join(" ").replace(/\d+/g, (digits) => String(Number(digits) + 1));
}

/** Queries that nothing is near to: as many words as a text drawn by chance has, each of another text. */
export function farQueries(texts, { count, seed }) {
  const chance = new Chance(seed);
  return Array.from({ length: count }, () => {
    const { length } = chance.of(texts).split(" ");
    return Array.from({ length }, () => wordOf(texts, chance)).join(" ");
  });
}

function wordOf(texts, chance) {
  return chance.of(chance.of(texts).split(" "));
}
