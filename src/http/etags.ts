import { HttpRefusal } from "./http-refusal.js";

/** Entity tags (RFC 9110 sections 8.8.3 and 13.1). All of ours are strong: one for each version of a thing. */

/** The tag of a version; characters that a tag cannot hold are percent-encoded. */
export function etagOf(version: string | number): string {
  const text = String(version).replace(/[^\x21\x23-\x24\x26-\x7e]/gu, (char) => encodeURIComponent(char));
  return `"${text}"`;
}

/** Whether a condition's list of tags names this one; `*` names any. Weak tags never do (strong comparison). */
function names(condition: string, etag: string): boolean {
  return condition.trim() === "*" || tagsOf(condition).includes(etag);
}

function tagsOf(condition: string): string[] {
  return condition.match(/(?:W\/)?"[^"]*"/g) ?? [];
}

/** Whether the caller has this version already: for GET, where a weak tag will do (RFC 9110 section 13.1.2). */
export function isFresh(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.trim() === "*" || tagsOf(ifNoneMatch).some((tag) => tag.replace(/^W\//, "") === etag);
}

/** Refuses a change whose `If-Match` is absent (428) or names another version than the current one (412). */
export function requireMatch(ifMatch: string | undefined, etag: string, current: unknown): void {
  if (ifMatch === undefined) throw conditionMissing("send If-Match with the ETag of the version that you have seen");
  if (names(ifMatch, etag)) return;
  if (tagsOf(ifMatch).length === 0) {
    const message = `If-Match is ${JSON.stringify(ifMatch.slice(0, 60))}, which is no ETag; write it with its quotes: ${etag}`;
    throw new HttpRefusal(400, "malformed", message);
  }
  throw stale(
    `it was changed since: its ETag is ${etag} now; look at the current version and ask again`,
    etag,
    current,
  );
}

/** 428: the change must say on which version it builds. */
export function conditionMissing(cure: string): HttpRefusal {
  return new HttpRefusal(428, "condition-missing", `a change must say which version it builds on: ${cure}`);
}

/** 412: the version that the caller builds on is not the current one. */
export function stale(message: string, etag: string, current: unknown): HttpRefusal {
  return new HttpRefusal(412, "stale", message, { current, headers: { ETag: etag } });
}
