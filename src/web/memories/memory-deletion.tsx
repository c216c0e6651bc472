import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button, Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import type { MemoryJson } from "../../http/contract.js";
import { announce } from "../announcer.js";
import { ProblemNote } from "../problem-note.js";
import { ask } from "../server.js";
import { useFormats, useWording } from "../wording/wording.js";

/** Deletes a memory, after asking twice: it is the one thing here that cannot be undone. */
export function MemoryDeletion({ memory, onClose }: { readonly memory: MemoryJson; readonly onClose: () => void }) {
  const { common, memories: wording } = useWording();
  const formats = useFormats();
  const queries = useQueryClient();
  const [isSecond, setSecond] = useState(false);
  const [error, setError] = useState<unknown>();
  const units = formats.number(memory.units);
  const remove = async (): Promise<void> => {
    const path = `/v1/memories/${encodeURIComponent(memory.id)}`;
    try {
      const { etag } = await ask<MemoryJson>(path);
      await ask(path, { method: "DELETE", ifMatch: etag });
      announce(wording.deleted(memory.name));
      onClose();
      await queries.invalidateQueries();
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <ModalOverlay className="overlay" isOpen onOpenChange={onClose} isDismissable>
      <Modal className="modal">
        <Dialog role="alertdialog">
          <Heading slot="title">{isSecond ? wording.deleteSurely : wording.deleteTitle(memory.name)}</Heading>
          <p>{isSecond ? wording.deleteForGood(memory.name, units) : wording.deleteHelp(units)}</p>
          {memory.file === undefined ? null : <p>{wording.deleteFile(memory.file)}</p>}
          <ProblemNote error={error} />
          <div className="actions">
            {isSecond ? (
              <Button key="second" className="grave" onPress={() => void remove()}>
                {wording.deleteYes(units)}
              </Button>
            ) : (
              <Button key="first" className="grave" onPress={() => setSecond(true)}>
                {wording.deleteGoOn}
              </Button>
            )}
            <Button autoFocus onPress={onClose}>
              {common.cancel}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
