/**
 * TMX dates (TMX 1.4b, section "creationdate": ISO 8601 basic format in UTC, `20250528T091200Z`) and ours (RFC 3339,
 * UTC). TMX has no fractions of a second. The extended format and an offset are read too, because tools write them.
 */

const ISO_8601 =
  /^(\d{4})-?(\d{2})-?(\d{2})(?:[T ](\d{2}):?(\d{2})(?::?(\d{2})(?:[.,](\d{1,9}))?)?(?:Z|([+-])(\d{2}):?(\d{2})?)?)?$/i;

/** What nearly every date of a TMX file looks like, on a day that every month has: nothing to work out. */
const USUAL = /^(\d{4})(0[1-9]|1[0-2])(0[1-9]|1\d|2[0-8])T([01]\d|2[0-3])([0-5]\d)([0-5]\d)Z$/;

/** The moment as RFC 3339, or `undefined` where the text names none. */
export function readTmxDate(text: string): string | undefined {
  const usual = USUAL.exec(text);
  if (usual !== null) return `${usual[1]}-${usual[2]}-${usual[3]}T${usual[4]}:${usual[5]}:${usual[6]}Z`;
  const parts = ISO_8601.exec(text.trim());
  if (parts === null) return undefined;
  const field = (i: number): number => Number(parts[i] ?? 0);
  const date = new Date(0);
  date.setUTCFullYear(field(1), field(2) - 1, field(3));
  date.setUTCHours(field(4), field(5), field(6));
  // A day or hour out of range rolls over into the next: it named no moment.
  if (date.getUTCMonth() !== field(2) - 1 || date.getUTCDate() !== field(3)) return undefined;
  if (field(4) > 23 || field(5) > 59 || field(6) > 59 || field(9) > 23 || field(10) > 59) return undefined;
  const offset = (field(9) * 60 + field(10)) * (parts[8] === "-" ? 1 : -1);
  date.setUTCMinutes(date.getUTCMinutes() + offset);
  const year = date.getUTCFullYear();
  return year < 0 || year > 9999 ? undefined : `${date.toISOString().slice(0, 19)}Z`;
}

/** The moment as TMX writes it, or `undefined` where the text is no date. */
export function writeTmxDate(text: string): string | undefined {
  return readTmxDate(text)?.replace(/[-:]/g, "");
}
