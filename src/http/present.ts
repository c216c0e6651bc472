/** Of an object the members named, those only that are there: JSON leaves out what is absent. */
export function present<From extends object, Name extends keyof From>(
  from: From,
  ...names: readonly Name[]
): Pick<From, Name> {
  const members = names.filter((name) => from[name] !== undefined).map((name) => [name, from[name]]);
  return Object.fromEntries(members) as Pick<From, Name>;
}
