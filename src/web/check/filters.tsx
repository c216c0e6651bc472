import { useMemo } from "react";
import { Button, Checkbox, Input, Label, SearchField, ToggleButton } from "react-aria-components";
import { SEVERITIES } from "../../finding.js";
import { SEVERITY_WORDING } from "../../report/wording.js";
import { ChoiceField } from "../fields.js";
import { useFormats, useWording } from "../wording/wording.js";
import { countsBy, NO_FILTER, type CheckReport, type Filter, type ReportFinding } from "./report.js";

interface FiltersProps {
  readonly report: CheckReport;
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
  /** How many findings it lets through. */
  readonly shown: number;
}

/** Which findings are shown: by severity, concept and segment; by category the chart does. */
export function Filters({ report, filter, onFilter, shown }: FiltersProps) {
  const { check } = useWording();
  const formats = useFormats();
  const { findings } = report;
  const ignored = findings.filter((finding) => finding.ignored !== undefined).length;
  return (
    <search className="filters">
      <Severities findings={findings} filter={filter} onFilter={onFilter} />
      <Concepts findings={findings} filter={filter} onFilter={onFilter} />
      <SearchField className="field" value={filter.segment} onChange={(segment) => onFilter({ ...filter, segment })}>
        <Label>{check.segment}</Label>
        <Input placeholder={check.segmentHint} />
      </SearchField>
      {ignored === 0 ? null : (
        <Checkbox
          className="checkbox"
          isSelected={filter.showIgnored}
          onChange={(showIgnored) => onFilter({ ...filter, showIgnored })}
        >
          <span className="box" aria-hidden="true" />
          {check.showIgnored(formats.number(ignored))}
        </Checkbox>
      )}
      <p className="shown" role="status">
        {check.shown(shown, formats.number(shown))}
        {filter === NO_FILTER ? null : (
          <Button className="quiet small" onPress={() => onFilter(NO_FILTER)}>
            {check.showAll}
          </Button>
        )}
      </p>
    </search>
  );
}

type PartProps = Pick<FiltersProps, "filter" | "onFilter"> & { readonly findings: readonly ReportFinding[] };

function Severities({ findings, filter, onFilter }: PartProps) {
  const { check, language } = useWording();
  const formats = useFormats();
  const counts = useMemo(() => countsBy(findings, ({ severity }) => severity), [findings]);
  const toggle = (severity: (typeof SEVERITIES)[number]): void => {
    const severities = new Set(filter.severities);
    if (!severities.delete(severity)) severities.add(severity);
    onFilter({ ...filter, severities });
  };
  return (
    <div className="severities" role="group" aria-label={check.severity}>
      {[...SEVERITIES].reverse().map((severity) => (
        <ToggleButton
          key={severity}
          className={`severity ${severity}`}
          isSelected={filter.severities.has(severity)}
          onChange={() => toggle(severity)}
        >
          {SEVERITY_WORDING[severity][language]} <b>{formats.number(counts.get(severity) ?? 0)}</b>
        </ToggleButton>
      ))}
    </div>
  );
}

function Concepts({ findings, filter, onFilter }: PartProps) {
  const { check, common } = useWording();
  const concepts = useMemo(() => {
    const names = new Map<string, string>();
    for (const { concept, source, target } of findings) {
      if (concept !== undefined && !names.has(concept)) names.set(concept, source?.text ?? target?.text ?? concept);
    }
    const counts = countsBy(findings, ({ concept }) => concept);
    return [...names]
      .sort(([a], [b]) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0))
      .map(([key, name]) => ({ key, name: `${name} (${counts.get(key) ?? 0})` }));
  }, [findings]);
  if (concepts.length === 0) return null;
  return (
    <ChoiceField
      label={check.concept}
      choices={[{ key: "", name: common.all }, ...concepts]}
      value={filter.concept ?? ""}
      onChange={(concept) => onFilter({ ...filter, concept: concept === "" ? undefined : concept })}
    />
  );
}
