import { Button, Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import { saveFrom } from "./server.js";
import { useWording } from "./wording/wording.js";

interface ExportMenuProps {
  /** Where the memory or glossary lies: `/v1/memories/client`. */
  readonly path: string;
  readonly formats: readonly { readonly format: string; readonly label: string }[];
  /** Where several stand on a page, what this one gives out. */
  readonly name?: string;
  /** Called with `undefined` at the start, and with what went wrong. */
  readonly onError: (error: unknown) => void;
}

/** Gives a memory or a glossary out as a file, in a format to be chosen. */
export function ExportMenu({ path, formats, name, onError }: ExportMenuProps) {
  const { memories: wording } = useWording();
  const save = (format: string): void => {
    onError(undefined);
    saveFrom(`${path}/export`, { query: { format } }).catch(onError);
  };
  return (
    <MenuTrigger>
      <Button className="quiet" {...(name !== undefined && { "aria-label": `${wording.export}: ${name}` })}>
        {wording.export}
        <span aria-hidden="true">▾</span>
      </Button>
      <Popover className="popover choices">
        <Menu onAction={(format) => save(String(format))}>
          {formats.map(({ format, label }) => (
            <MenuItem key={format} id={format}>
              {label}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
