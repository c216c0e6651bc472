import { Observable, useObservable } from "./observable.js";

/** Where in the page one is, as the browser's address bar has it: a view and what it shows, to be shared and come back to. */
export interface Address {
  readonly path: string;
  readonly params: URLSearchParams;
}

const address = new Observable<Address>(read());

/** The parameters that each view had when it was left: the navigation leads back to them. */
const lastParams = new Map<string, string>();

window.addEventListener("popstate", () => address.set(read()));

function read(): Address {
  return { path: location.pathname, params: new URLSearchParams(location.search) };
}

export function useAddress(): Address {
  return useObservable(address);
}

/** Goes to another view, or shows another thing in this one. */
export function go(to: string): void {
  history.pushState(null, "", to);
  address.set(read());
  window.scrollTo(0, 0);
}

/** Says in the address what the view shows now, without a step of its own in the history. */
export function show(path: string, params: Readonly<Record<string, string | undefined>>): void {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) if (value !== undefined && value !== "") query.set(name, value);
  const search = query.size === 0 ? "" : `?${query.toString()}`;
  lastParams.set(path, search);
  if (location.pathname !== path || location.search === search) return;
  history.replaceState(null, "", path + search);
  address.set(read());
}

/** The address of a view as it was left. */
export function addressOfView(path: string): string {
  return path + (lastParams.get(path) ?? "");
}
