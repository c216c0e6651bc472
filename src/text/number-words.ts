import type { AnalysedLanguage } from "../language.js";

/**
 * Numbers in words. Words come folded, one token each, hyphens as tokens of their own: `vingt`, `-`, `huit`. Whether
 * hyphens stand between them does not matter (`quatre vingts`, `vingt-et-un`): both spellings of French are in use.
 */

/** A number read from words. */
export interface WordNumber {
  readonly value: bigint;
  /** The index after its last word. */
  readonly next: number;
  /** `first`, `vingtième`. */
  readonly ordinal: boolean;
  /** A round or proportional word, which translators render freely: `une dizaine`, `both`, `half`. */
  readonly vague: boolean;
  /** The power of ten of its last scale word, 0 without one: `et demi` adds half of that. */
  readonly power: number;
  /** Greater than 1 for a fraction: `deux tiers` is 2 over 3. */
  readonly denominator: bigint;
}

interface Words {
  /** 0 to 19. */
  readonly small: ReadonlyMap<string, number>;
  /** 20 to 90 by tens. */
  readonly tens: ReadonlyMap<string, number>;
  readonly hundred: ReadonlySet<string>;
  /** Powers of ten of `thousand` and above. */
  readonly scales: ReadonlyMap<string, number>;
  readonly ordinals: ReadonlyMap<string, number>;
  /** Words that stand for an amount loosely. */
  readonly vague: ReadonlyMap<string, number>;
  readonly denominators: ReadonlyMap<string, number>;
  readonly and: string;
}

function numbered(words: string, from = 0, step = 1): [string, number][] {
  return words.split(" ").map((word, i) => [word, from + i * step]);
}

const ENGLISH: Words = {
  small: new Map(
    numbered(
      "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
    ),
  ),
  tens: new Map(numbered("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10)),
  hundred: new Set(["hundred"]),
  scales: new Map([
    ["thousand", 3],
    ["million", 6],
    ["billion", 9],
    ["trillion", 12],
    ["quadrillion", 15],
  ]),
  ordinals: new Map([
    ...numbered(
      "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth",
      1,
    ),
    ...numbered("twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth hundredth", 20, 10),
  ]),
  vague: new Map([
    ...numbered("once twice thrice", 1),
    ["single", 1],
    ["both", 2],
    ["double", 2],
    ["dual", 2],
    ["pair", 2],
    ["couple", 2],
    ["triple", 3],
    ["dozen", 12],
    ["biennial", 2],
    ["triennial", 3],
    ["quadrennial", 4],
    ["quinquennial", 5],
    ["decennial", 10],
  ]),
  denominators: new Map([
    ["half", 2],
    ["halves", 2],
    ["third", 3],
    ["thirds", 3],
    ["quarter", 4],
    ["quarters", 4],
    ["fourths", 4],
    ...numbered("fifths sixths sevenths eighths ninths tenths", 5),
  ]),
  and: "and",
};

const FRENCH: Words = {
  small: new Map([
    ...numbered("zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"),
    ["zero", 0],
    ["une", 1],
  ]),
  tens: new Map([
    ...numbered("vingt trente quarante cinquante soixante septante huitante nonante", 20, 10),
    ["octante", 80],
  ]),
  hundred: new Set(["cent", "cents"]),
  scales: new Map([
    ["mille", 3],
    ["millier", 3],
    ["milliers", 3],
    ["million", 6],
    ["millions", 6],
    ["milliard", 9],
    ["milliards", 9],
    ["billion", 12],
    ["billions", 12],
    ["billiard", 15],
    ["billiards", 15],
    ["trillion", 18],
    ["trillions", 18],
  ]),
  ordinals: new Map([
    ["premier", 1],
    ["première", 1],
    ["premiers", 1],
    ["premières", 1],
    ["unième", 1],
    ["second", 2],
    ["seconde", 2],
    ...numbered(
      "deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième onzième douzième treizième quatorzième quinzième seizième",
      2,
    ),
    ...numbered("vingtième trentième quarantième cinquantième soixantième", 20, 10),
    ["centième", 100],
  ]),
  vague: new Map([
    ["double", 2],
    ["paire", 2],
    ["couple", 2],
    ["triple", 3],
    ...numbered("biennal biennale biennaux biennales", 2, 0),
    ...numbered("triennal triennale triennaux triennales", 3, 0),
    ...numbered("quadriennal quadriennale quadriennaux quadriennales", 4, 0),
    ...numbered("quinquennal quinquennale quinquennaux quinquennales quinquennat", 5, 0),
    ...numbered("décennal décennale décennaux décennales", 10, 0),
    ["huitaine", 8],
    ["dizaine", 10],
    ["douzaine", 12],
    ["quinzaine", 15],
    ...numbered("vingtaine trentaine quarantaine cinquantaine soixantaine", 20, 10),
    ["centaine", 100],
    ["millier", 1000],
  ]),
  denominators: new Map([
    ["demi", 2],
    ["demie", 2],
    ["moitié", 2],
    ["tiers", 3],
    ["quart", 4],
    ["quarts", 4],
    ...numbered("cinquièmes sixièmes septièmes huitièmes neuvièmes dixièmes", 5),
  ]),
  and: "et",
};

const WORDS: Record<AnalysedLanguage, Words> = { fr: FRENCH, en: ENGLISH };

/** The power of ten that a scale word stands for (`milliard` 9; `billion` 9 in English, 12 in French). */
export function scalePower(word: string, lang: AnalysedLanguage): number | undefined {
  return WORDS[lang].scales.get(word) ?? (lang === "en" ? ENGLISH_PLURAL_SCALES.get(word) : undefined);
}

const ENGLISH_PLURAL_SCALES = new Map([
  ["millions", 6],
  ["billions", 9],
  ["trillions", 12],
]);

/** The number in words that begins at `from`, the longest; `undefined` where none does. */
export function wordNumberAt(words: readonly string[], from: number, lang: AnalysedLanguage): WordNumber | undefined {
  if (!BEGINNINGS[lang].has(words[from] ?? "")) return undefined;
  const reader = new WordReader(words, from, lang);
  return reader.read();
}

function beginnings({ small, tens, hundred, scales, ordinals, vague, denominators }: Words): ReadonlySet<string> {
  return new Set([small, tens, hundred, scales, ordinals, vague, denominators].flatMap((known) => [...known.keys()]));
}

/** The words that a number can begin with: most words of a text are ruled out by one look here. */
const BEGINNINGS: Record<AnalysedLanguage, ReadonlySet<string>> = {
  fr: beginnings(FRENCH),
  en: new Set([...beginnings(ENGLISH), "a", "an"]),
};

/** Reads one number, from the great parts to the small: scales, hundreds, tens, units. */
class WordReader {
  readonly #words: readonly string[];
  readonly #lang: AnalysedLanguage;
  readonly #known: Words;
  readonly #from: number;
  #at: number;
  #ordinal = false;
  #power = 0;

  constructor(words: readonly string[], from: number, lang: AnalysedLanguage) {
    this.#words = words;
    this.#from = from;
    this.#at = from;
    this.#lang = lang;
    this.#known = WORDS[lang];
  }

  read(): WordNumber | undefined {
    return this.#vague() ?? this.#exact();
  }

  #vague(): WordNumber | undefined {
    const word = this.#words[this.#from] ?? "";
    const lone = this.#known.vague.get(word);
    if (lone !== undefined) return this.#result(BigInt(lone), this.#from + 1, { vague: true });
    if (word === (this.#lang === "en" ? "half" : "moitié") || word === "demi" || word === "demie") {
      return this.#half(this.#from + 1);
    }
    return undefined;
  }

  /** `half`, `half a million`, `un demi-million`. */
  #half(next: number): WordNumber {
    let at = next;
    while (["-", "a", "de"].includes(this.#words[at] ?? "")) at += 1;
    const power = scalePower(this.#words[at] ?? "", this.#lang);
    if (power === undefined) return this.#result(1n, next, { vague: true, denominator: 2n });
    return this.#result(5n * 10n ** BigInt(power - 1), at + 1, { vague: true });
  }

  #exact(): WordNumber | undefined {
    const article = this.#lang === "en" && ["a", "an"].includes(this.#words[this.#at] ?? "");
    if (article) this.#at += 1;
    const value = article ? this.#afterArticle() : this.#withScales();
    if (value === undefined) return undefined;
    const fraction = this.#fraction(value);
    if (fraction !== undefined) return fraction;
    const collective = this.#wordAt(this.#at);
    const times = this.#known.vague.get(this.#lang === "fr" ? collective.replace(/s$/, "") : collective);
    if (times !== undefined && times >= 8) {
      return this.#result(value * BigInt(times), this.#pastHyphen(this.#at) + 1, { vague: true });
    }
    return this.#result(value, this.#at, { ordinal: this.#ordinal, vague: article });
  }

  /** `a hundred`, `a thousand`, `a dozen`; a bare article is no number. */
  #afterArticle(): bigint | undefined {
    const word = this.#wordAt(this.#at);
    if (this.#known.hundred.has(word) || this.#known.scales.has(word)) return this.#withScales(1n);
    const dozen = word === "dozen";
    if (dozen) return 1n;
    return undefined;
  }

  /** `deux tiers`, `one half`, `three-quarters`. */
  #fraction(value: bigint): WordNumber | undefined {
    const at = this.#pastHyphen(this.#at);
    const word = this.#words[at] ?? "";
    const denominator = this.#known.denominators.get(word);
    if (denominator === undefined || this.#ordinal || value >= BigInt(denominator)) return undefined;
    if (word === "demi") return undefined;
    // `un tiers` may be a third party and `a quarter` three months; `deux tiers` is a fraction and nothing else.
    return this.#result(value, at + 1, { vague: value === 1n, denominator: BigInt(denominator) });
  }

  #withScales(first?: bigint): bigint | undefined {
    let total: bigint | undefined;
    let last = Infinity;
    for (;;) {
      const start = this.#at;
      const joined = total === undefined ? start : this.#pastAnd(start);
      this.#at = joined;
      let group = first;
      first = undefined;
      if (group === undefined) group = this.#belowThousand();
      else group = this.#known.hundred.has(this.#wordAt(this.#at)) ? this.#belowThousand() : group;
      if (this.#ordinal && group !== undefined) return (total ?? 0n) + group;
      const at = group === undefined ? this.#at : this.#pastHyphen(this.#at);
      const power = this.#known.scales.get(this.#words[at] ?? "");
      const bare = group === undefined && this.#words[at] === "mille";
      const round = this.#words[at]?.startsWith("millier") === true;
      if (power !== undefined && !round && power < last && (group !== undefined || bare)) {
        total = (total ?? 0n) + (group ?? 1n) * 10n ** BigInt(power);
        last = power;
        this.#power = power;
        this.#at = at + 1;
        continue;
      }
      if (group === undefined || last < 3) {
        this.#at = start;
        return total;
      }
      this.#power = 0;
      return (total ?? 0n) + group;
    }
  }

  /** The index after `and` or a hyphen between two parts of a number; `at` itself where none stands. */
  #pastAnd(at: number): number {
    const past = this.#pastHyphen(at);
    return this.#lang === "en" && this.#words[past] === this.#known.and ? past + 1 : past;
  }

  #pastHyphen(at: number): number {
    return this.#words[at] === "-" ? at + 1 : at;
  }

  #wordAt(at: number): string {
    return this.#words[this.#pastHyphen(at)] ?? "";
  }

  #belowThousand(): bigint | undefined {
    const start = this.#at;
    let count = this.#belowHundred();
    if (this.#ordinal) return count;
    const at = count === undefined ? this.#at : this.#pastHyphen(this.#at);
    const hundred = this.#known.hundred.has(this.#words[at] ?? "");
    // A bare `cents` is money; `hundred` alone is said after an article only, which stands before `start`.
    if (count === undefined && (this.#words[at] === "cents" || (this.#lang === "en" && start === this.#from)))
      return undefined;
    if (!hundred || (count !== undefined && (count > 19n || count === 0n))) {
      const year = this.#yearInPairs(count);
      return year ?? count;
    }
    count = (count ?? 1n) * 100n;
    this.#at = at + 1;
    const end = this.#at;
    this.#at = this.#pastAnd(end);
    const rest = this.#belowHundred();
    if (rest === undefined || rest === 0n) {
      this.#at = end;
      return count;
    }
    return count + rest;
  }

  /** `nineteen eighty-four`, `twenty twenty`: an English year said in two halves. */
  #yearInPairs(count: bigint | undefined): bigint | undefined {
    if (this.#lang !== "en" || count === undefined || count < 16n || count > 20n) return undefined;
    const start = this.#at;
    if (this.#words[start] === "-") return undefined;
    const rest = this.#belowHundred();
    if (rest !== undefined && rest >= 10n && !this.#ordinal) return count * 100n + rest;
    this.#at = start;
    return undefined;
  }

  #belowHundred(): bigint | undefined {
    if (this.#lang === "fr") {
      const word = this.#words[this.#at] ?? "";
      const next = this.#pastHyphen(this.#at + 1);
      if (word === "quatre" && /^vingt(?:s|ième)?$/.test(this.#words[next] ?? "")) {
        this.#ordinal = this.#words[next] === "vingtième";
        this.#at = next + 1;
        return this.#ordinal ? 80n : 80n + (this.#joined((value) => value >= 1 && value <= 19) ?? 0n);
      }
    }
    const tens = this.#known.tens.get(this.#words[this.#at] ?? "");
    if (tens !== undefined) {
      this.#at += 1;
      const above = this.#lang === "fr" && tens === 60 ? 19 : 9;
      return BigInt(tens) + (this.#joined((value) => value >= 1 && value <= above) ?? 0n);
    }
    return this.#small();
  }

  /** What follows the tens: `-huit`, ` et un`, `-et-onze`. */
  #joined(fits: (value: number) => boolean): bigint | undefined {
    const start = this.#at;
    this.#at = this.#pastHyphen(start);
    const withAnd = this.#lang === "fr" && this.#words[this.#at] === "et";
    if (withAnd) this.#at = this.#pastHyphen(this.#at + 1);
    const value = this.#small();
    if (value !== undefined && fits(Number(value)) && (!withAnd || value === 1n || value === 11n)) return value;
    this.#at = start;
    this.#ordinal = false;
    return undefined;
  }

  /** 0 to 19, or an ordinal. */
  #small(): bigint | undefined {
    const word = this.#words[this.#at] ?? "";
    const value = this.#known.small.get(word);
    if (value === undefined) {
      const ordinal = this.#known.ordinals.get(word);
      if (ordinal === undefined) return undefined;
      this.#ordinal = true;
      this.#at += 1;
      return BigInt(ordinal);
    }
    this.#at += 1;
    if (value !== 10 || this.#lang !== "fr") return BigInt(value);
    const next = this.#pastHyphen(this.#at);
    const unit = this.#known.small.get(this.#words[next] ?? "") ?? 0;
    const ordinal = this.#known.ordinals.get(this.#words[next] ?? "") ?? 0;
    if (unit < 7 && ordinal < 7) return 10n;
    if (Math.max(unit, ordinal) > 9) return 10n;
    this.#ordinal = unit < 7;
    this.#at = next + 1;
    return 10n + BigInt(unit < 7 ? ordinal : unit);
  }

  #result(value: bigint, next: number, how: { ordinal?: boolean; vague?: boolean; denominator?: bigint }): WordNumber {
    return { value, next, ordinal: false, vague: false, denominator: 1n, power: this.#power, ...how };
  }
}
