import { useState } from "react";
import { Button } from "react-aria-components";
import { CATEGORY_WORDING, SEVERITY_WORDING } from "../../report/wording.js";
import { announce } from "../announcer.js";
import { Field } from "../fields.js";
import { MarkedText } from "../marked-text.js";
import { ProblemNote } from "../problem-note.js";
import { ask } from "../server.js";
import { readerName, useSetting } from "../settings.js";
import { useFormats, useWording } from "../wording/wording.js";
import { copyText } from "../clipboard.js";
import type { Langs } from "./findings-grid.js";
import type { ReportFinding } from "./report.js";

interface DetailsProps {
  readonly finding: ReportFinding;
  readonly langs: Langs;
  readonly asksReason: boolean;
  readonly onAskReason: (asks: boolean) => void;
  readonly onIgnored: (id: string, ignored: ReportFinding["ignored"]) => void;
  /** Leads the keyboard back to the list. */
  readonly onDone: () => void;
  readonly onSegment: (segment: number) => void;
}

/** One finding whole: both texts, what would be right, why it is one, and whether it is to be ignored. */
export function FindingDetails(props: DetailsProps) {
  const { check, language, problem } = useWording();
  const { finding, langs, onDone } = props;
  const { severity, category, message, source, target, sourceText = "", targetText = "", line, column } = finding;
  return (
    <section
      className="finding-details"
      tabIndex={-1}
      aria-label={check.details}
      onKeyDown={(event) => {
        if (event.key === "Escape") onDone();
      }}
    >
      <p className="finding-kind">
        <span className={`severity-sign ${severity}`}>{SEVERITY_WORDING[severity][language]}</span>{" "}
        {CATEGORY_WORDING[category].name[language]}
      </p>
      <h2>{message}</h2>
      <div className="details-texts">
        <p>
          <MarkedText segment={sourceText} lang={langs.source} highlights={source === undefined ? [] : [source]} />
        </p>
        <p>
          <MarkedText segment={targetText} lang={langs.target} highlights={target === undefined ? [] : [target]} />
        </p>
      </div>
      <Suggestions finding={finding} lang={langs.target} />
      <Explanation finding={finding} lang={langs.target} />
      <Members {...props} />
      <p className="soft small">
        {check.place(finding.segment + 1)}
        {line === undefined ? "" : ` · ${problem.at(line, column)}`} · {finding.mqm}
      </p>
      {finding.ignored === undefined ? <Ignoring {...props} /> : <Ignored {...props} ignored={finding.ignored} />}
    </section>
  );
}

function Suggestions({ finding: { suggestions }, lang }: { readonly finding: ReportFinding; readonly lang: string }) {
  const { check, lookup } = useWording();
  if (suggestions.length === 0) return null;
  return (
    <div>
      <p className="label">{check.suggestions}</p>
      {suggestions.map((text) => (
        <Button
          key={text}
          className="designation"
          aria-label={`${lookup.copyTarget}: ${text}`}
          onPress={() => void copyText(text).then(() => announce(lookup.copiedTarget(text)))}
        >
          <span lang={lang}>{text}</span>
        </Button>
      ))}
    </div>
  );
}

function Explanation({ finding: { explanation }, lang }: { readonly finding: ReportFinding; readonly lang: string }) {
  const { check } = useWording();
  if (explanation === undefined) return null;
  const { rule, lookedFor, nearMisses } = explanation;
  return (
    <details>
      <summary>{check.why}</summary>
      <p>{rule}</p>
      {lookedFor.length === 0 ? null : (
        <p>
          {check.lookedFor} <span lang={lang}>{lookedFor.join(" · ")}</span>
        </p>
      )}
      {nearMisses.map(({ start, text, why }) => (
        <p key={`${start} ${text}`}>
          “<span lang={lang}>{text}</span>”: {why}
        </p>
      ))}
    </details>
  );
}

function Members({ finding, onSegment }: DetailsProps) {
  const { check } = useWording();
  const formats = useFormats();
  const others = [...new Set(finding.members?.map(({ segment }) => segment))].filter(
    (segment) => segment !== finding.segment,
  );
  if (others.length === 0) return null;
  return (
    <p>
      {check.alsoIn}{" "}
      {others.slice(0, 20).map((segment) => (
        <Button
          key={segment}
          className="quiet small"
          aria-label={check.place(segment + 1)}
          onPress={() => onSegment(segment)}
        >
          {formats.number(segment + 1)}
        </Button>
      ))}
    </p>
  );
}

function Ignoring({ finding, asksReason, onAskReason, onIgnored, onDone }: DetailsProps) {
  const { check, common } = useWording();
  const [reason, setReason] = useState("");
  const [name, setName] = useSetting(readerName);
  const [error, setError] = useState<unknown>();
  const ignore = async (): Promise<void> => {
    try {
      const { id, category, message } = finding;
      const json = { id, reason: reason.trim(), by: name.trim(), category, message };
      const answer = await ask<{ reason: string; by: string; at: string }>("/v1/ignores", { method: "POST", json });
      const { by, at } = answer.json;
      onIgnored(id, { reason: answer.json.reason, by, at });
      onAskReason(false);
      announce(check.isIgnored);
      onDone();
    } catch (problem) {
      setError(problem);
    }
  };
  if (!asksReason) {
    return (
      <div className="actions">
        <Button onPress={() => onAskReason(true)}>
          {check.ignore} <kbd aria-hidden="true">I</kbd>
        </Button>
      </div>
    );
  }
  return (
    <form
      className="editor"
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() !== "" && name.trim() !== "") void ignore();
      }}
    >
      <p className="soft small">{check.ignoreHelp}</p>
      <Field label={check.reason} value={reason} onChange={setReason} isRequired autoFocus />
      <Field label={common.yourName} value={name} onChange={setName} isRequired />
      <ProblemNote error={error} />
      <div className="actions">
        <Button type="submit" className="primary" isDisabled={reason.trim() === "" || name.trim() === ""}>
          {check.ignore}
        </Button>
        <Button
          onPress={() => {
            onAskReason(false);
            onDone();
          }}
        >
          {common.cancel}
        </Button>
      </div>
    </form>
  );
}

function Ignored({
  finding,
  ignored,
  onIgnored,
  onDone,
}: DetailsProps & { readonly ignored: NonNullable<ReportFinding["ignored"]> }) {
  const { check } = useWording();
  const formats = useFormats();
  const [name] = useSetting(readerName);
  const [error, setError] = useState<unknown>();
  const undo = async (): Promise<void> => {
    try {
      await ask(`/v1/ignores/${encodeURIComponent(finding.id)}`, { method: "DELETE", query: { by: name.trim() } });
      onIgnored(finding.id, undefined);
      onDone();
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <div className="ask">
      <p>{check.ignoredBy(ignored.by, formats.date(ignored.at))}</p>
      <p>{ignored.reason}</p>
      <ProblemNote error={error} />
      <div className="actions">
        <Button onPress={() => void undo()}>{check.unignore}</Button>
      </div>
    </div>
  );
}
