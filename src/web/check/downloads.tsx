import { useState } from "react";
import { Button, Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import { ProblemNote } from "../problem-note.js";
import { saveFile } from "../server.js";
import { useWording } from "../wording/wording.js";
import { report, type CheckRequest } from "./checking.js";

type Kind = "html" | "csv" | "xliff";

/** The findings as a file to send on: the server makes it of the same file. */
export function Downloads({ request }: { readonly request: CheckRequest }) {
  const { check, language } = useWording();
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const isXliff = /\.[a-z]*xl(?:if)?f$/i.test(request.name);
  const kinds: readonly Kind[] = isXliff ? ["html", "csv", "xliff"] : ["html", "csv"];
  const download = async (kind: Kind): Promise<void> => {
    setBusy(true);
    setError(undefined);
    try {
      saveFile(await report(request, kind, language));
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <MenuTrigger>
        <Button className="primary" isDisabled={isBusy}>
          {check.download}
          <span aria-hidden="true">▾</span>
        </Button>
        <Popover className="popover choices">
          <Menu onAction={(kind) => void download(kind as Kind)}>
            {kinds.map((kind) => (
              <MenuItem key={kind} id={kind}>
                {check.reports[kind]}
              </MenuItem>
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
      <ProblemNote error={error} />
    </>
  );
}
