import { Observable, useObservable } from "./observable.js";

const announcement = new Observable("");

/** Has screen readers say something, when they have finished what they are at. */
export function announce(text: string): void {
  announcement.set(text);
}

/** Where announcements stand: unseen, and read out when they change. */
export function Announcer() {
  return (
    <div role="status" className="unseen">
      {useObservable(announcement)}
    </div>
  );
}
