/** Counts by name as a structured field (RFC 9651): `read=2, lost=1`. */
export function fieldOf(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([name, count]) => `${name}=${count}`)
    .join(", ");
}
