import type { Finding, FindingExplanation, Span } from "../finding.js";
import type { LanguageTag } from "../language.js";
import type { Segment } from "../segment.js";
import type { CheckedFile } from "./checked-file.js";
import { markedText } from "./html-text.js";
import type { HtmlWording } from "./html-wording.js";
import { markup, type Markup } from "./markup.js";
import { CATEGORY_WORDING, SEVERITY_WORDING } from "./wording.js";

/** Other places of a finding that its row names; a term used in each of 5,000 segments would name 25 million. */
const MOST_PLACES = 12;

/**
 * The table of findings. Its rows are laid out as grids, which browsers then no longer take for rows: hence the roles.
 * Several files' rows follow each other.
 */
export function findingsTable(files: readonly CheckedFile[], wording: HtmlWording): Markup {
  const columns = [wording.segment, wording.finding, wording.source, wording.target];
  const head = columns.map((name) => markup`<th role="columnheader" scope="col">${name}</th>`);
  const rows = files.flatMap((file, index) => new Rows(file, index, files.length > 1, wording).all());
  return markup`<table id="findings" role="table">
<caption>${wording.findingsCaption}</caption>
<thead role="rowgroup"><tr role="row">${head}</tr></thead>
<tbody role="rowgroup">
${rows}</tbody>
</table>`;
}

/** The rows of one file. */
class Rows {
  readonly #file: CheckedFile;
  readonly #index: number;
  readonly #named: boolean;
  readonly #wording: HtmlWording;
  /** The segments that have a row to link to: those with a finding. */
  readonly #reported: ReadonlySet<number>;
  readonly #anchored = new Set<number>();

  /** `named`: whether rows name their file. */
  constructor(file: CheckedFile, index: number, named: boolean, wording: HtmlWording) {
    this.#file = file;
    this.#index = index;
    this.#named = named;
    this.#wording = wording;
    this.#reported = new Set(file.findings.map(({ segment }) => segment));
  }

  all(): Markup[] {
    return this.#file.findings.map((finding) => this.#row(finding));
  }

  #row(finding: Finding): Markup {
    const { category, severity, segment } = finding;
    const { source, target } = this.#wording;
    const pair = this.#file.segments[segment];
    const { sourceLang, targetLang } = this.#file;
    return markup`<tr role="row"${this.#anchor(segment)} data-category="${category}" data-severity="${severity}" data-file="${this.#index}">
${this.#place(segment)}
<td role="cell">${this.#what(finding)}</td>
${this.#text(source, sourceLang, pair && { segment: pair.source, place: finding.source })}
${this.#text(target, targetLang, pair && { segment: pair.target, place: finding.target })}
</tr>
`;
  }

  #text(name: string, lang: LanguageTag, shown: { segment: Segment; place: Span | undefined } | undefined): Markup {
    const isEmpty = shown === undefined || (shown.segment.text === "" && shown.segment.codes.length === 0);
    const text = isEmpty ? this.#empty() : markedText(shown.segment, shown.place, this.#wording);
    return markup`<td role="cell" class="text" data-label="${name}"><p lang="${lang}" dir="auto">${text}</p></td>`;
  }

  #empty(): Markup {
    return markup`<span class="cut" lang="${this.#wording.lang}">${this.#wording.emptyText}</span>`;
  }

  /** The id that links to a segment lead to, on the first row of the segment. */
  #anchor(segment: number): Markup | undefined {
    if (this.#anchored.has(segment)) return undefined;
    this.#anchored.add(segment);
    return markup` id="${this.#anchorOf(segment)}"`;
  }

  #anchorOf(segment: number): string {
    return `f${this.#index + 1}s${segment + 1}`;
  }

  #place(segment: number): Markup {
    const { id, line } = this.#file.segments[segment] ?? {};
    const { segment: name, line: lineName, number } = this.#wording;
    const parts = [
      markup`<span class="number"><span class="label">${name} </span>${number(segment + 1)}</span>`,
      line === undefined ? undefined : markup`<span class="small">${lineName} ${number(line)}</span>`,
      id === undefined ? undefined : markup`<span class="small id">${id}</span>`,
      this.#named ? markup`<span class="small id">${this.#file.name}</span>` : undefined,
    ];
    return markup`<th role="rowheader" scope="row">${parts}</th>`;
  }

  #what(finding: Finding): Markup {
    const { category, severity, message, mqm, concept, explanation, id } = finding;
    const { lang, concept: conceptName, findingId } = this.#wording;
    const [grave, name] = [SEVERITY_WORDING[severity][lang], CATEGORY_WORDING[category].name[lang]];
    const about = concept === undefined ? undefined : markup` · ${conceptName} <span class="id">${concept}</span>`;
    return markup`<p class="head"><span class="severity ${severity}">${grave}</span> <b>${name}</b></p>
<p class="message">${message}</p>
${this.#ignored(finding)}${this.#right(finding)}${this.#places(finding)}${explanation && this.#explanation(explanation)}
<p class="small meta"><span lang="en">${mqm}</span>${about} · <span class="id" title="${findingId}">${id}</span></p>`;
  }

  #ignored({ ignored }: Finding): Markup | undefined {
    if (ignored === undefined) return undefined;
    const { reason, by } = ignored;
    return markup`<p class="ignored"><b>${this.#wording.ignored}</b> ${reason} (${by})</p>`;
  }

  #right({ suggestions }: Finding): Markup | undefined {
    if (suggestions.length === 0) return undefined;
    const items = suggestions.map((one) => markup`<li lang="${this.#file.targetLang}" dir="auto">${one}</li>`);
    return markup`<div class="right"><span class="label">${this.#wording.suggestions}</span> <ul>${items}</ul></div>`;
  }

  #places({ members = [], segment }: Finding): Markup | undefined {
    const others = [...new Set(members.map((member) => member.segment))].filter((other) => other !== segment);
    if (others.length === 0) return undefined;
    const { places, number, more } = this.#wording;
    const links = others.slice(0, MOST_PLACES).map((other, i) => {
      const shown = this.#reported.has(other)
        ? markup`<a href="#${this.#anchorOf(other)}">${number(other + 1)}</a>`
        : markup`${number(other + 1)}`;
      return markup`${i === 0 ? "" : ", "}${shown}`;
    });
    const left = others.length - links.length;
    return markup`<p class="places"><span class="label">${places}</span> ${links}${left > 0 ? ` ${more(left)}` : ""}</p>`;
  }

  #explanation({ rule, designation, lookedFor, nearMisses }: FindingExplanation): Markup {
    const {
      why: name,
      rule: ruleName,
      designation: designationName,
      lookedFor: soughtName,
      nearMisses: missName,
    } = this.#wording;
    const { sourceLang, targetLang } = this.#file;
    const sought = lookedFor.map((one, i) => markup`${i === 0 ? "" : " | "}<span lang="${targetLang}">${one}</span>`);
    const misses = nearMisses.map(({ text, why }) => markup`<li><q lang="${targetLang}">${text}</q> ${why}</li>`);
    const entries = [
      markup`<dt>${ruleName}</dt><dd>${rule}</dd>`,
      designation === undefined
        ? undefined
        : markup`<dt>${designationName}</dt><dd lang="${sourceLang}">${designation}</dd>`,
      sought.length === 0 ? undefined : markup`<dt>${soughtName}</dt><dd>${sought}</dd>`,
      misses.length === 0 ? undefined : markup`<dt>${missName}</dt><dd><ul>${misses}</ul></dd>`,
    ];
    return markup`<details><summary>${name}</summary><dl>${entries}</dl></details>`;
  }
}
