import type { ReactNode } from "react";
import { Button, DropZone, FileTrigger, Text, type DropItem } from "react-aria-components";

interface DropTargetProps {
  /** What can be dropped here, and what happens then. */
  readonly label: string;
  readonly choose: string;
  readonly accepted: readonly string[];
  readonly onFiles: (files: readonly File[]) => void;
  readonly isMany?: boolean;
  readonly children?: ReactNode;
}

/** Where files are dropped, or chosen. */
export function DropTarget({ label, choose, accepted, onFiles, isMany = false, children }: DropTargetProps) {
  const dropped = async (items: readonly DropItem[]): Promise<void> => {
    const given = await Promise.all(items.flatMap((item) => (item.kind === "file" ? [item.getFile()] : [])));
    if (given.length > 0) onFiles(isMany ? given : given.slice(0, 1));
  };
  return (
    <DropZone className="drop" onDrop={({ items }) => void dropped(items)}>
      <Text slot="label">{label}</Text>
      <FileTrigger
        acceptedFileTypes={accepted}
        allowsMultiple={isMany}
        onSelect={(list) => {
          const files = [...(list ?? [])];
          if (files.length > 0) onFiles(files);
        }}
      >
        <Button>{choose}</Button>
      </FileTrigger>
      {children}
    </DropZone>
  );
}
