import { createHash } from "node:crypto";
import { CATEGORIES, type MessageLanguage } from "../finding.js";
import { checkedFiles, summaryOf, type Checked, type CheckedFile } from "./checked-file.js";
import { findingsTable } from "./html-findings.js";
import { SCRIPT } from "./html-script.js";
import { STYLE } from "./html-style.js";
import { facts, GRAVEST_FIRST, problemList, summary } from "./html-summary.js";
import { htmlWording, type HtmlWording } from "./html-wording.js";
import { markup, raw, type Markup } from "./markup.js";
import { CATEGORY_WORDING, SEVERITY_WORDING } from "./wording.js";

export interface HtmlOptions {
  /** The language of the page; the findings' messages come as they are. */
  readonly messages: MessageLanguage;
}

/**
 * The findings as one page that can be sent on: nothing is fetched, and nothing is run but the page's own script, whose hash
 * stands in its policy. Without scripts everything is shown and only the filters are wanting. Five thousand findings stay
 * fluent because rows out of sight are not laid out (`content-visibility`) and the search text of a row is made once.
 */
export function htmlReport(checked: Checked, { messages }: HtmlOptions): string {
  const files = checkedFiles(checked);
  const wording = htmlWording(messages);
  const { findings } = summaryOf(files);
  const [only] = files;
  const title = files.length === 1 && only !== undefined ? `${wording.title} – ${only.name}` : wording.title;
  const page = markup`<!doctype html>
<html lang="${messages}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="Entente">
<title>${title}</title>
<style>${raw(STYLE)}</style>
</head>
<body>
<a class="skip" href="#list">${wording.skip}</a>
<header>
<h1>${wording.title}</h1>
${facts(files, wording)}
</header>
<main>
${summary(files, wording)}
<section aria-labelledby="list">
<h2 id="list" tabindex="-1">${wording.findings}</h2>
${findings === 0 ? markup`<p class="nothing">${wording.nothingFound}</p>` : listed(files, wording)}
</section>
${problemList(files, wording)}
</main>
<script>${raw(SCRIPT)}</script>
</body>
</html>
`;
  return page.toString();
}

/** A source of the policy (https://www.w3.org/TR/CSP3/#hash-source) that allows this very text. */
function hashSource(text: string): string {
  return `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`;
}

const POLICY = [
  "default-src 'none'",
  `style-src ${hashSource(STYLE)}`,
  `script-src ${hashSource(SCRIPT)}`,
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

function listed(files: readonly CheckedFile[], wording: HtmlWording): Markup {
  return markup`${filters(files, wording)}
${findingsTable(files, wording)}
<p id="nothing" class="nothing" hidden>${wording.nothingShown}</p>`;
}

/** The form is hidden until the script that serves it runs. */
function filters(files: readonly CheckedFile[], wording: HtmlWording): Markup {
  const { lang, number } = wording;
  const { byCategory, bySeverity, findings } = summaryOf(files);
  const box = (name: string, value: string, label: string, count = 0): Markup | undefined =>
    count === 0
      ? undefined
      : markup`<label><input type="checkbox" name="${name}" value="${value}"> ${label} <span class="small">${number(count)}</span></label>
`;
  const severities = GRAVEST_FIRST.map((severity) =>
    box("severity", severity, SEVERITY_WORDING[severity][lang], bySeverity[severity]),
  );
  const categories = CATEGORIES.map((category) =>
    box("category", category, CATEGORY_WORDING[category].name[lang], byCategory[category]),
  );
  return markup`<form id="filters" hidden role="search" aria-label="${wording.filters}">
<fieldset><legend>${wording.severity}</legend>
${severities}</fieldset>
<fieldset><legend>${wording.category}</legend>
${categories}</fieldset>
<div class="row">
<label class="field">${wording.search}
<input type="search" name="text" placeholder="${wording.searchHint}" autocomplete="off" spellcheck="false"></label>
${files.length > 1 ? fileChoice(files, wording) : undefined}<button type="reset">${wording.reset}</button>
<output id="shown" data-shown="${wording.shown}">${wording.findingCount(findings)}</output>
</div>
</form>`;
}

function fileChoice(files: readonly CheckedFile[], { file, allFiles }: HtmlWording): Markup {
  const options = files.map(({ name }, index) => markup`<option value="${index}">${name}</option>`);
  return markup`<label class="field">${file} <select name="file"><option value="">${allFiles}</option>${options}</select></label>
`;
}
