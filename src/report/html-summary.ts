import { CATEGORIES, SEVERITIES, type Category, type Severity } from "../finding.js";
import { summaryOf, withoutIgnored, type CheckedFile } from "./checked-file.js";
import type { HtmlWording } from "./html-wording.js";
import { markup, type Markup } from "./markup.js";
import { CATEGORY_WORDING, SEVERITY_WORDING } from "./wording.js";

/** The gravest first, as a reader wants them. */
export const GRAVEST_FIRST = [...SEVERITIES].reverse();

/** What was checked: files, languages, when, by which glossaries. */
export function facts(files: readonly CheckedFile[], wording: HtmlWording): Markup {
  const unique = (texts: readonly string[]): string[] => [...new Set(texts)];
  const names = unique(files.map(({ name }) => name));
  const pair = ({ sourceLang, targetLang }: CheckedFile): string =>
    `${wording.language(sourceLang)} → ${wording.language(targetLang)}`;
  const glossaries = unique(files.flatMap((file) => file.glossaries));
  const rows: (readonly [string, Markup])[] = [
    [names.length === 1 ? wording.file : wording.files, list(names)],
    [wording.languages, list(unique(files.map(pair)))],
    [wording.checkedAt, list(unique(files.map(({ checkedAt }) => wording.instant(checkedAt))))],
    [wording.glossaries, glossaries.length === 0 ? markup`${wording.none}` : list(glossaries)],
  ];
  const shown = rows.map(([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>`);
  return markup`<dl class="facts">${shown}</dl>`;
}

function list(texts: readonly string[]): Markup {
  return markup`${texts.map((text, i) => markup`${i === 0 ? "" : ", "}<bdi>${text}</bdi>`)}`;
}

/** The findings counted, by severity and by category. */
export function summary(files: readonly CheckedFile[], wording: HtmlWording): Markup {
  const { lang, number } = wording;
  const { segments, findings, bySeverity } = summaryOf(withoutIgnored(files));
  const ignored = summaryOf(files).findings - findings;
  const tiles = GRAVEST_FIRST.map(
    (severity) =>
      markup`<li class="${severity}"><b>${number(bySeverity[severity])}</b> ${SEVERITY_WORDING[severity][lang]}</li>`,
  );
  return markup`<section aria-labelledby="summary">
<h2 id="summary">${wording.summary}</h2>
<p class="total"><b>${wording.findingCount(findings)}</b> · ${wording.segmentCount(segments)}${ignored > 0 ? ` · ${wording.ignoredCount(ignored)}` : ""}</p>
<ul class="tiles" aria-label="${wording.bySeverity}">${tiles}</ul>
${findings === 0 ? undefined : chart(files, wording)}
</section>`;
}

/** A bar for each category that has findings, parted by severity; the longest fills its cell. */
function chart(files: readonly CheckedFile[], wording: HtmlWording): Markup {
  const { lang, number, byCategory, category: categoryName, count: countName, share } = wording;
  const counts = [...countsOf(withoutIgnored(files))].sort(([, a], [, b]) => total(b) - total(a));
  const longest = Math.max(...counts.map(([, count]) => total(count)));
  const rows = counts.map(([category, count]) => {
    const { name, about } = CATEGORY_WORDING[category];
    return markup`<tr><th scope="row"><b>${name[lang]}</b> <span class="small">${about[lang]}</span></th>
<td class="count">${number(total(count))}</td><td class="bar">${bar(count, longest, wording)}</td></tr>
`;
  });
  return markup`<table class="chart">
<caption>${byCategory}</caption>
<thead><tr><th scope="col">${categoryName}</th><th scope="col" class="count">${countName}</th><th scope="col">${share}</th></tr></thead>
<tbody>
${rows}</tbody>
</table>`;
}

type Counts = Readonly<Record<Severity, number>>;

function total({ minor, major, critical }: Counts): number {
  return minor + major + critical;
}

function countsOf(files: readonly CheckedFile[]): Map<Category, Counts> {
  const counts = new Map(CATEGORIES.map((category) => [category, { minor: 0, major: 0, critical: 0 }]));
  for (const { findings } of files) {
    for (const { category, severity } of findings) {
      const count = counts.get(category);
      if (count !== undefined) count[severity]++;
    }
  }
  return new Map([...counts].filter(([, count]) => total(count) > 0));
}

function bar(counts: Counts, longest: number, { lang, number }: HtmlWording): Markup {
  const told = GRAVEST_FIRST.filter((severity) => counts[severity] > 0)
    .map((severity) => `${SEVERITY_WORDING[severity][lang]} ${number(counts[severity])}`)
    .join(", ");
  let x = 0;
  const parts = GRAVEST_FIRST.filter((severity) => counts[severity] > 0).map((severity) => {
    const width = (100 * counts[severity]) / longest;
    const part = markup`<rect class="${severity}" x="${x.toFixed(2)}" y="0" width="${width.toFixed(2)}" height="10"/>`;
    x += width;
    return part;
  });
  return markup`<svg role="img" aria-label="${told}" viewBox="0 0 100 10" preserveAspectRatio="none"><title>${told}</title>${parts}</svg>`;
}

/** Problems that a page lists; the JSON report has them all. */
const MOST_PROBLEMS = 100;

/** What of the files could not be read, so that nobody takes it for checked. */
export function problemList(files: readonly CheckedFile[], wording: HtmlWording): Markup | undefined {
  const all = files.flatMap(({ name, problems = [] }) => problems.map((problem) => ({ name, ...problem })));
  if (all.length === 0) return undefined;
  const items = all.slice(0, MOST_PROBLEMS).map(
    ({
      name,
      line,
      column,
      reason,
    }) => markup`<li><span class="small id">${name}:${line}:${column}</span> ${reason}</li>
`,
  );
  const left = all.length - items.length;
  return markup`<section aria-labelledby="unread">
<h2 id="unread">${wording.unread}</h2>
<p>${wording.unreadCount(all.length)}</p>
<ul class="problems">
${items}</ul>${left > 0 ? wording.more(left) : ""}
</section>`;
}
