import type { Slot } from "./slots.js";

/**
 * A time of day of the query as the target writes it: on twelve hours or twenty-four, with the signs that `old` has. Only where
 * the query can be read in one way, and the target states the minutes that there are.
 */
export function writeTime(asked: Slot, old: Slot): string | undefined {
  const [hour, minute] = timeOf(asked) ?? [];
  if (hour === undefined || minute === undefined) return undefined;
  const [, hours = "", between = "", minutes, half] = CLOCK.exec(old.text) ?? [];
  if (hours === "" || (minutes === undefined && minute !== "00")) return undefined;
  const isHalved = half !== undefined;
  const shown = isHalved ? (hour % 12 === 0 ? 12 : hour % 12) : hour;
  const padded = String(shown).padStart(hours.startsWith("0") ? 2 : 1, "0");
  const tail = isHalved ? halved(half, hour) : "";
  return padded + (minutes === undefined ? between : between + minute) + tail;
}

/** Hour, what stands behind it, minutes, half of the day: `14 h 30`, `14h`, `14:30`, `2.30 p.m.`, `2 pm`. */
const CLOCK = /^(\d{1,2})((?:\s?(?:h|heures?)(?:\s(?=\d))?|[:.])?)([0-5]\d)?(\s?[ap]\.?\s?m\.?)?$/iu;

function halved(half: string, hour: number): string {
  const [from, to] = hour < 12 ? ["p", "a"] : ["a", "p"];
  return half.replace(new RegExp(from, "i"), (letter) => (letter === letter.toUpperCase() ? to.toUpperCase() : to));
}

/** The hour and the minutes of a value that says one time only. */
function timeOf({ quantity }: Slot): [number, string] | undefined {
  const times = (quantity?.own ?? []).filter((value) => value.startsWith("t"));
  const [, hour, minute] = /^t(\d{1,2}):(\d{2})$/.exec(times.length === 1 ? (times[0] ?? "") : "") ?? [];
  return hour === undefined || minute === undefined ? undefined : [Number(hour), minute];
}
