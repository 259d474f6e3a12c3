/** A table as texts: the heads of its columns, and its rows. */
export interface TextTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * Leaves out columns until a table fits a terminal, the least needed first.
 *
 * @param table The whole table.
 * @param width Characters of a line; left out where the table goes to a file or a pipe, which have no width.
 * @param expendable Heads of the columns that may go, in the order in which they do.
 * @param gap Characters between two columns and at the ends.
 */
export function fitColumns(
  table: TextTable,
  options: { readonly width: number | undefined; readonly expendable: readonly string[]; readonly gap: number },
): TextTable {
  const { width, expendable, gap } = options;
  let { head, rows } = table;
  for (const name of expendable) {
    if (width === undefined || widthOf({ head, rows }, gap) <= width) break;
    const index = head.indexOf(name);
    if (index === -1) continue;
    head = head.toSpliced(index, 1);
    rows = rows.map((row) => row.toSpliced(index, 1));
  }
  return { head, rows };
}

function widthOf({ head, rows }: TextTable, gap: number): number {
  const widths = head.map((name, index) => Math.max(name.length, ...rows.map((row) => row[index]?.length ?? 0)));
  return widths.reduce((sum, width) => sum + width + gap, 0);
}
