import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useImperativeHandle, useRef, useSyncExternalStore, type KeyboardEvent, type Ref } from "react";
import { CATEGORY_WORDING, SEVERITY_WORDING } from "../../report/wording.js";
import { useFormats, useWording } from "../wording/wording.js";
import { Excerpt } from "./excerpt.js";
import type { ReportFinding } from "./report.js";

export interface FindingsGridHandle {
  focus(): void;
}

export interface Langs {
  readonly source: string;
  readonly target: string;
}

interface GridProps {
  readonly findings: readonly ReportFinding[];
  readonly active: number;
  readonly onActive: (index: number) => void;
  readonly onIgnore: () => void;
  readonly langs: Langs;
  readonly ref?: Ref<FindingsGridHandle>;
}

/** Heights of a row in rem, beside each other and one below the other. */
const ROW = 5.25;
const NARROW_ROW = 8;

/**
 * The findings, of which only those in sight are in the document: fifty thousand scroll as ten do. The grid as a whole takes
 * part in the tab order; the arrows move the row that is active.
 */
export function FindingsGrid({ findings, active, onActive, onIgnore, langs, ref }: GridProps) {
  const { check } = useWording();
  const scroller = useRef<HTMLDivElement>(null);
  const rem = useRem();
  const height = rem * (useIsNarrow() ? NARROW_ROW : ROW);
  const rows = useVirtualizer({
    count: findings.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 8,
  });
  useEffect(() => rows.measure(), [height, rows]);
  useImperativeHandle(ref, () => ({ focus: () => scroller.current?.focus() }), []);
  const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / height) - 1);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const last = findings.length - 1;
    const to = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: last,
    }[event.key];
    if (to !== undefined) {
      const index = Math.max(0, Math.min(last, to));
      onActive(index);
      rows.scrollToIndex(index);
    } else if (event.key === "i") onIgnore();
    else if (event.key === "Enter") document.querySelector<HTMLElement>(".finding-details")?.focus();
    else return;
    event.preventDefault();
  };
  return (
    <div
      ref={scroller}
      className="findings-grid"
      role="grid"
      tabIndex={0}
      aria-label={check.findings}
      aria-rowcount={findings.length + 1}
      aria-colcount={4}
      aria-activedescendant={findings.length === 0 ? undefined : `finding-${active}`}
      onKeyDown={onKeyDown}
    >
      <Head />
      <div role="rowgroup" className="findings-body" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start, size }) => {
          const finding = findings[index];
          return finding === undefined ? null : (
            <Row
              key={index}
              finding={finding}
              index={index}
              isActive={index === active}
              onPress={() => onActive(index)}
              langs={langs}
              place={{ height: size, transform: `translateY(${start}px)` }}
            />
          );
        })}
      </div>
    </div>
  );
}

function Head() {
  const { check } = useWording();
  return (
    <div role="rowgroup" className="findings-head">
      <div role="row" aria-rowindex={1}>
        <span role="columnheader">{check.segmentNumber}</span>
        <span role="columnheader">{check.finding}</span>
        <span role="columnheader">{check.source}</span>
        <span role="columnheader">{check.target}</span>
      </div>
    </div>
  );
}

function Row({
  finding,
  index,
  isActive,
  onPress,
  langs,
  place,
}: {
  readonly finding: ReportFinding;
  readonly index: number;
  readonly isActive: boolean;
  readonly onPress: () => void;
  readonly langs: Langs;
  readonly place: { readonly height: number; readonly transform: string };
}) {
  const { check, language } = useWording();
  const formats = useFormats();
  const { severity, category, message, ignored, sourceText = "", targetText = "" } = finding;
  return (
    <div
      role="row"
      id={`finding-${index}`}
      aria-rowindex={index + 2}
      aria-selected={isActive}
      className={ignored === undefined ? "finding" : "finding ignored"}
      style={place}
      onClick={onPress}
    >
      <span role="gridcell" className="finding-number">
        {formats.number(finding.segment + 1)}
      </span>
      <span role="gridcell" className="finding-what">
        <span className="finding-kind">
          <span className={`severity-sign ${severity}`}>{SEVERITY_WORDING[severity][language]}</span>{" "}
          {CATEGORY_WORDING[category].name[language]}
          {ignored === undefined ? "" : ` · ${check.ignored}`}
        </span>
        <span className="finding-message">{message}</span>
      </span>
      <span role="gridcell" className="finding-text" lang={langs.source}>
        <Excerpt text={sourceText} span={finding.source} />
      </span>
      <span role="gridcell" className="finding-text" lang={langs.target}>
        <Excerpt text={targetText} span={finding.target} />
      </span>
    </div>
  );
}

const NARROW = window.matchMedia("(max-width: 48rem)");

function useIsNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      NARROW.addEventListener("change", listener);
      return () => NARROW.removeEventListener("change", listener);
    },
    () => NARROW.matches,
  );
}

/** The size of letters that the reader has chosen in the browser. */
function useRem(): number {
  return parseFloat(getComputedStyle(document.documentElement).fontSize);
}
