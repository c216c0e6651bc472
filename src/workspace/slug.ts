/** Long enough for a telling name, short enough for an address. */
const MAX_LENGTH = 64;

/**
 * An id made from a name: lower-case ASCII letters, digits and hyphens (`Communiqué de presse` gives
 * `communique-de-presse`), with a number behind it where `taken` says that it is another's.
 */
export function slug(name: string, taken: (id: string) => boolean): string {
  const plain = name
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();
  const words = plain
    .replace(/œ/g, "oe")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, MAX_LENGTH)
    .replace(/^-+|-+$/g, "");
  const base = words === "" ? "memory" : words;
  let id = base;
  for (let n = 2; taken(id); n++) id = `${base}-${n}`;
  return id;
}
