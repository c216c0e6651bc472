/** Two columns of text, line by line, as people paste them from a table or beside each other. */
export interface Columns {
  readonly source: string;
  readonly target: string;
}

/** Text as it is copied from two columns of a spreadsheet, parted; `undefined` where it has no second column. */
export function partedColumns(pasted: string): Columns | undefined {
  const rows = pasted.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n");
  if (!rows.some((row) => row.includes("\t"))) return undefined;
  const cells = rows.map((row) => row.split("\t", 2));
  return {
    source: cells.map(([cell = ""]) => unquoted(cell)).join("\n"),
    target: cells.map(([, cell = ""]) => unquoted(cell)).join("\n"),
  };
}

/** Spreadsheets quote cells that hold quotation marks. */
function unquoted(cell: string): string {
  return /^".*"$/.test(cell) ? cell.slice(1, -1).replace(/""/g, '"') : cell;
}

/** The columns as a table to check, a row for each pair of lines; lines that are empty on both sides are left out. */
export function tableOf({ source, target }: Columns): string {
  const [sources, targets] = [source.split("\n"), target.split("\n")];
  const rows = Array.from({ length: Math.max(sources.length, targets.length) }, (_, i) => [
    (sources[i] ?? "").trim(),
    (targets[i] ?? "").trim(),
  ]);
  const filled = rows.filter((row) => row.some((cell) => cell !== ""));
  return [["source", "target"], ...filled].map((row) => `${row.map(quoted).join(",")}\n`).join("");
}

function quoted(cell: string): string {
  return `"${cell.replace(/"/g, '""')}"`;
}
