import { HttpRefusal } from "./http-refusal.js";

/**
 * The parameters of a request's query, each once, as the form encoding writes them. Refuses what is not UTF-8 (400) and a
 * parameter that is given twice (422), where the usual parsers would put U+FFFD or a list.
 */
export function readQuery(target: string): Record<string, string> {
  const query = /\?([^#]*)/.exec(target)?.[1] ?? "";
  const parameters = new Map<string, string>();
  for (const pair of query.split("&")) {
    if (pair === "") continue;
    const equals = pair.indexOf("=");
    const name = decoded(equals < 0 ? pair : pair.slice(0, equals));
    const value = equals < 0 ? "" : decoded(pair.slice(equals + 1));
    if (parameters.has(name)) {
      const detail = "this parameter is given twice; give it once";
      throw new HttpRefusal(422, "invalid", detail, { path: name, errors: [{ path: name, detail }] });
    }
    parameters.set(name, value);
  }
  return Object.fromEntries(parameters);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    throw new HttpRefusal(400, "malformed", `the query holds ${JSON.stringify(text.slice(0, 60))}, which is not UTF-8`);
  }
}
