import { useState } from "react";
import { Button } from "react-aria-components";
import { DropTarget } from "../drop-target.js";
import { ProblemNote } from "../problem-note.js";
import { useMemories } from "../queries.js";
import { useWording } from "../wording/wording.js";
import { ImportForm } from "./import-form.js";
import { ImportList, useImports } from "./import-list.js";
import { MemoryTable } from "./memory-table.js";
import { NewMemory } from "./new-memory.js";
import { RecentJobs } from "./recent-jobs.js";

export const MEMORY_FILES = [".tmx", ".xlf", ".xliff", ".mqxliff", ".sdlxliff", ".csv", ".tsv", ".jsonl"];

/** The memories, and the files that go in and out of them. */
export function MemoriesView() {
  const { memories: wording } = useWording();
  const { data: memories, error, refetch } = useMemories();
  const [files, setFiles] = useState<readonly File[]>([]);
  const [isMaking, setMaking] = useState(false);
  const imports = useImports();
  return (
    <div className="view memories">
      <header className="results-header">
        <h1>{wording.title}</h1>
        <Button onPress={() => setMaking(true)} isDisabled={isMaking}>
          {wording.make}
        </Button>
      </header>
      {isMaking ? <NewMemory onClose={() => setMaking(false)} /> : null}
      <ProblemNote error={error} onAgain={() => void refetch()} />
      {memories === undefined ? null : <MemoryTable memories={memories} />}
      {files.length === 0 ? (
        <DropTarget
          label={wording.drop}
          choose={wording.chooseFiles}
          accepted={MEMORY_FILES}
          isMany
          onFiles={setFiles}
        />
      ) : (
        <ImportForm
          files={files}
          memories={memories ?? []}
          onStart={(memory, onSame) => {
            imports.start(files, memory, onSame);
            setFiles([]);
          }}
          onClose={() => setFiles([])}
        />
      )}
      <ImportList imports={imports.list} onCancel={imports.cancel} />
      <RecentJobs memories={memories ?? []} />
    </div>
  );
}
