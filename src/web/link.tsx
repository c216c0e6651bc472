import type { MouseEvent, ReactNode } from "react";
import { go } from "./address.js";

/** A link within the page: a plain click stays on it, every other way of following a link is the browser's. */
export function Link({
  to,
  children,
  className,
  isCurrent = false,
}: {
  readonly to: string;
  readonly children: ReactNode;
  readonly className?: string;
  readonly isCurrent?: boolean;
}) {
  const follow = (event: MouseEvent): void => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(to);
  };
  return (
    <a href={to} className={className} aria-current={isCurrent ? "page" : undefined} onClick={follow}>
      {children}
    </a>
  );
}
