import type { ReactNode } from "react";
import {
  Button,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select,
  SelectValue,
  Text,
  TextArea,
  TextField,
} from "react-aria-components";

/** Form fields as the whole page has them: a label above, what helps or is wrong below. */

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string | undefined;
  /** What is wrong with the value. */
  readonly fault?: string | undefined;
  readonly isRequired?: boolean;
  readonly autoFocus?: boolean;
  /** The language that is written in the field. */
  readonly lang?: string | undefined;
  /** Lines of the field; one where absent. */
  readonly rows?: number;
  readonly placeholder?: string;
}

export function Field({
  label,
  value,
  onChange,
  hint,
  fault,
  isRequired = false,
  autoFocus = false,
  lang,
  rows,
  placeholder,
}: FieldProps) {
  const shared = { lang, spellCheck: "true" as const, ...(placeholder === undefined ? {} : { placeholder }) };
  return (
    <TextField
      className="field"
      value={value}
      onChange={onChange}
      isRequired={isRequired}
      autoFocus={autoFocus}
      isInvalid={fault !== undefined}
      validationBehavior="aria"
    >
      <Label>{label}</Label>
      {rows === undefined ? <Input {...shared} /> : <TextArea rows={rows} {...shared} />}
      {hint === undefined ? null : (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      )}
      <FieldError>{fault}</FieldError>
    </TextField>
  );
}

/** One of several choices. */
export interface Choice<Key extends string> {
  readonly key: Key;
  readonly name: string;
}

export function ChoiceField<Key extends string>({
  label,
  choices,
  value,
  onChange,
  isCompact = false,
  children,
}: {
  readonly label: string;
  readonly choices: readonly Choice<Key>[];
  readonly value: Key | null;
  readonly onChange: (key: Key) => void;
  /** Whether the label stands beside the choice. */
  readonly isCompact?: boolean;
  /** Shown in the place of the chosen name. */
  readonly children?: ReactNode;
}) {
  return (
    <Select className={isCompact ? "choice compact" : "choice"} value={value} onChange={(key) => onChange(key as Key)}>
      <Label>{label}</Label>
      <Button>
        {children === undefined ? <SelectValue /> : <SelectValue>{() => children}</SelectValue>}
        <span aria-hidden="true" className="down">
          ▾
        </span>
      </Button>
      <Popover className="popover choices">
        <ListBox items={choices.map((choice) => ({ ...choice, id: choice.key }))}>
          {({ name }) => <ListBoxItem textValue={name}>{name}</ListBoxItem>}
        </ListBox>
      </Popover>
    </Select>
  );
}
