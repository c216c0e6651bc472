import type { AnalysedLanguage } from "../language.js";

/**
 * Units of measure and currencies as French and English write them, each under one code. Words that may mean something
 * else beside a number (`livres`, `pounds`, `points`) are left out: an unknown unit is compared with nothing.
 */

/** Code of a currency or unit; `$` is a dollar of any country. */
export type UnitCode = string;

/** What an ordinal counts in `XXe siècle`: not a length of time, as in `deux siècles`. */
export const ORDINAL_CENTURY: UnitCode = "nth century";

const SIGNS = new Map<string, UnitCode>([
  ["%", "%"],
  ["٪", "%"],
  ["‰", "‰"],
  ["€", "EUR"],
  ["$", "$"],
  ["£", "GBP"],
  ["¥", "JPY"],
]);

function coded(entries: Record<UnitCode, string>): [string, UnitCode][] {
  return Object.entries(entries).flatMap(([code, words]) =>
    words.split(" ").map((word): [string, UnitCode] => [word, code]),
  );
}

/** Folded words; those of both languages, for a unit's symbol is the same in both and no word of the one misleads in the other. */
const UNIT_WORDS = new Map<string, UnitCode>(
  coded({
    "%": "percent",
    EUR: "euro euros",
    $: "dollar dollars",
    CHF: "chf",
    JPY: "yen yens jpy",
    RUB: "ruble rubles rouble roubles rub",
    km: "km kilometre kilometres kilometer kilometers kilomètre kilomètres",
    mi: "mile miles",
    metre: "metre metres meter meters mètre mètres",
    cm: "cm centimetre centimetres centimeter centimeters centimètre centimètres",
    mm: "mm millimetre millimetres millimeter millimeters millimètre millimètres",
    foot: "foot feet pied pieds",
    inch: "inch inches pouce pouces",
    kg: "kg kilogram kilograms kilogramme kilogrammes kilo kilos",
    tonne: "tonne tonnes ton tons t",
    g: "g gram grams gramme grammes",
    mg: "mg milligram milligrams milligramme milligrammes",
    litre: "litre litres liter liters",
    gallon: "gallon gallons",
    hectare: "ha hectare hectares",
    acre: "acre acres",
    kW: "kw kilowatt kilowatts",
    MW: "mw megawatt megawatts mégawatt mégawatts",
    GW: "gw gigawatt gigawatts",
    kHz: "khz kilohertz",
    MHz: "mhz megahertz mégahertz",
    GHz: "ghz gigahertz",
    ms: "ms millisecond milliseconds milliseconde millisecondes",
    second: "second seconds seconde secondes",
    minute: "min mins minute minutes",
    hour: "hour hours hr hrs heure heures",
    day: "day days jour jours journée journées",
    week: "week weeks semaine semaines",
    month: "month months mois",
    year: "year years an ans année années",
    decade: "decade decades décennie décennies",
    century: "century centuries siècle siècles",
    B: "byte bytes octet octets",
    bit: "bit bits",
    kB: "kb ko kib kio",
    MB: "mb mo mib mio",
    GB: "gb go gib gio",
    TB: "tb to tib tio",
  }),
);

/** Codes that are words of the language unless written in capitals (`EUR`, `USD`), and units whose case tells them from words. */
const CASED = new Map<string, UnitCode>([
  ["EUR", "EUR"],
  ["USD", "USD"],
  ["GBP", "GBP"],
  ["CAD", "CAD"],
  ["AUD", "AUD"],
]);
/** Short words which are a unit only in their own case: `5 Go` is 5 gigabytes, `5 go` is not. */
const CASE_MATTERS = new Map([
  ["mo", "Mo"],
  ["go", "Go"],
  ["to", "To"],
  ["kib", "KiB kiB"],
  ["mib", "MiB"],
  ["gib", "GiB"],
  ["tib", "TiB"],
  ["ko", "Ko ko"],
  ["kb", "kB KB Kb kb"],
  ["mb", "MB Mb mb"],
  ["gb", "GB Gb gb"],
  ["tb", "TB Tb tb"],
  ["t", "t"],
  ["g", "g"],
  ["ha", "ha"],
  ["mg", "mg"],
  ["kw", "kW KW kw"],
  ["mw", "MW"],
  ["gw", "GW"],
]);

const COUNTRY_OF_DOLLAR = new Map<string, UnitCode>([
  ["us", "USD"],
  ["usa", "USD"],
  ["américain", "USD"],
  ["américains", "USD"],
  ["american", "USD"],
  ["canadien", "CAD"],
  ["canadiens", "CAD"],
  ["canadian", "CAD"],
  ["ca", "CAD"],
  ["can", "CAD"],
  ["australien", "AUD"],
  ["australiens", "AUD"],
  ["australian", "AUD"],
]);

/** The unit that a sign (`%`, `€`) stands for. */
export function signUnit(sign: string): UnitCode | undefined {
  return SIGNS.get(sign);
}

/** The unit that a word stands for beside a number; `written` as in the text, `folded` folded. */
export function wordUnit(written: string, folded: string): UnitCode | undefined {
  const cased = CASED.get(written);
  if (cased !== undefined) return cased;
  const spellings = CASE_MATTERS.get(folded);
  if (spellings !== undefined && !spellings.split(" ").includes(written)) return undefined;
  return UNIT_WORDS.get(folded);
}

/** The dollar that a country's word makes of `$` (`US$`, `dollars canadiens`). */
export function dollarOf(folded: string): UnitCode | undefined {
  return COUNTRY_OF_DOLLAR.get(folded);
}

const DOLLARS = new Set<UnitCode>(["$", "USD", "CAD", "AUD"]);
const CURRENCIES = new Set<UnitCode>(["EUR", "GBP", "JPY", "CHF", "RUB", ...DOLLARS]);

export function isCurrency(unit: UnitCode): boolean {
  return CURRENCIES.has(unit);
}

/** Whether two units may be the same one: an unnamed dollar is any dollar; nothing is said where a side names none. */
export function unitsAgree(a: UnitCode | undefined, b: UnitCode | undefined): boolean {
  if (a === undefined || b === undefined || a === b) return true;
  return (a === "$" || b === "$") && DOLLARS.has(a) && DOLLARS.has(b);
}

/** How many of a common smallest unit one of these is; for spans of time, which are freely said in another unit. */
const SECONDS = new Map<UnitCode, bigint>([
  ["second", 1n],
  ["minute", 60n],
  ["hour", 3_600n],
  ["day", 86_400n],
  ["week", 604_800n],
]);
const MONTHS = new Map<UnitCode, bigint>([
  ["month", 1n],
  ["year", 12n],
  ["decade", 120n],
  ["century", 1_200n],
]);

/**
 * A span of time in the smallest unit that it is a whole number of, so that `24 hours` is `1 day` and `18 mois` is
 * `1.5 years`; `undefined` for other units.
 */
export function timeSpan(amount: string, unit: UnitCode | undefined): string | undefined {
  const seconds = SECONDS.get(unit ?? "");
  const months = MONTHS.get(unit ?? "");
  const factor = seconds ?? months;
  const parts = /^(\d+)(?:\.(\d+))?$/.exec(amount);
  if (factor === undefined || parts === null) return undefined;
  const places = BigInt(parts[2]?.length ?? 0);
  const total = BigInt((parts[1] ?? "") + (parts[2] ?? "")) * factor;
  const divisor = 10n ** places;
  return total % divisor === 0n ? `${total / divisor} ${seconds === undefined ? "months" : "s"}` : undefined;
}

/** Abbreviations of a scale that follow a number: `12.5m`, `12,5 M€`, `3 Md€`, `$2bn`, `40k`. */
const SCALE_SIGNS: Record<AnalysedLanguage, ReadonlyMap<string, number>> = {
  en: new Map([
    ["k", 3],
    ["K", 3],
    ["m", 6],
    ["M", 6],
    ["mn", 6],
    ["bn", 9],
    ["b", 9],
    ["B", 9],
    ["tn", 12],
  ]),
  fr: new Map([
    ["k", 3],
    ["K", 3],
    ["M", 6],
    ["Md", 9],
    ["Mds", 9],
    ["Mrd", 9],
  ]),
};

/** The power of ten of an abbreviated scale, and whether it stands for nothing else (`bn`, `Md`, not `m`). */
export function abbreviatedScale(
  written: string,
  lang: AnalysedLanguage,
): { power: number; sure: boolean } | undefined {
  const power = SCALE_SIGNS[lang].get(written);
  return power === undefined ? undefined : { power, sure: written.length > 1 && written !== "mn" };
}
