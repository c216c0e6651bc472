import { ToggleButton } from "react-aria-components";
import { CATEGORIES, SEVERITIES } from "../../finding.js";
import { CATEGORY_WORDING } from "../../report/wording.js";
import { useFormats, useWording } from "../wording/wording.js";
import { countsBy, distribution, type Filter, type ReportFinding } from "./report.js";

/** How many findings there are of each category: bars that filter by theirs when they are pressed. */
export function CategoryChart({
  findings,
  filter,
  onFilter,
}: {
  readonly findings: readonly ReportFinding[];
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
}) {
  const { check, language } = useWording();
  const formats = useFormats();
  const counts = countsBy(findings, ({ category }) => category);
  const most = Math.max(1, ...counts.values());
  const found = CATEGORIES.filter((category) => counts.has(category)).sort(
    (a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0),
  );
  const toggle = (category: (typeof CATEGORIES)[number]): void => {
    const categories = new Set(filter.categories);
    if (!categories.delete(category)) categories.add(category);
    onFilter({ ...filter, categories });
  };
  return (
    <section aria-labelledby="by-category">
      <h2 id="by-category" className="list-title">
        {check.byCategory}
      </h2>
      <ul className="bars">
        {found.map((category) => (
          <li key={category}>
            <ToggleButton
              className="bar"
              isSelected={filter.categories.has(category)}
              onChange={() => toggle(category)}
            >
              <span className="bar-name">{CATEGORY_WORDING[category].name[language]}</span>
              <span className="bar-count">{formats.number(counts.get(category) ?? 0)}</span>
              <svg className="bar-line" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
                <rect width={(100 * (counts.get(category) ?? 0)) / most} height="4" rx="0" />
              </svg>
            </ToggleButton>
          </li>
        ))}
      </ul>
    </section>
  );
}

const STRETCHES = 80;
const HEIGHT = 100;

/** Where in the document the findings lie, the gravest at the foot. Pressing a stretch shows its findings. */
export function PositionChart({
  findings,
  segments,
  onFilter,
}: {
  readonly findings: readonly ReportFinding[];
  readonly segments: number;
  readonly onFilter: (segment: string) => void;
}) {
  const { check } = useWording();
  const formats = useFormats();
  const parts = distribution(findings, segments, STRETCHES);
  const totals = parts.map(({ counts }) => counts.minor + counts.major + counts.critical);
  const most = Math.max(1, ...totals);
  const worst = parts[totals.indexOf(Math.max(...totals))];
  const width = 1000 / parts.length;
  return (
    <section aria-labelledby="by-position">
      <h2 id="by-position" className="list-title">
        {check.byPosition}
      </h2>
      <svg
        className="positions"
        role="img"
        aria-label={
          worst === undefined ? check.byPosition : check.mostIn(formats.number(worst.first), formats.number(worst.last))
        }
        viewBox={`0 0 1000 ${HEIGHT}`}
        preserveAspectRatio="none"
      >
        {parts.map(({ first, last, counts }, i) => {
          let y = HEIGHT;
          return (
            <g key={first} onClick={() => onFilter(first === last ? String(first) : `${first}-${last}`)}>
              <title>{check.stretch(formats.number(first), formats.number(last), totals[i] ?? 0)}</title>
              <rect className="stretch" x={i * width} y="0" width={width} height={HEIGHT} />
              {[...SEVERITIES].reverse().map((severity) => {
                const height = (counts[severity] / most) * (HEIGHT - 4);
                y -= height;
                return (
                  <rect
                    key={severity}
                    className={severity}
                    x={i * width + width * 0.1}
                    y={y}
                    width={width * 0.8}
                    height={height}
                  />
                );
              })}
            </g>
          );
        })}
      </svg>
      <p className="axis soft small" aria-hidden="true">
        <span>{check.firstSegment}</span>
        <span>{formats.number(segments)}</span>
      </p>
    </section>
  );
}
