import { count, visible } from "../format.ts";
import { type Html, html, jsonIsland } from "./html.ts";

/** One column of a {@link longTable}. */
interface LongColumn {
  readonly name: string;
  /** How the page's script draws a value: `change` takes before and after. */
  readonly kind: "text" | "code" | "change" | "severity";
}

/** What a {@link longTable} is made of. */
export interface LongTableOptions {
  /** Unique id in the page. */
  readonly id: string;
  readonly caption: string;
  readonly columns: readonly LongColumn[];
  readonly rows: readonly (readonly (string | number | readonly [string, string])[])[];
  /** Column by which the list can be narrowed down. */
  readonly filter: number;
}

/**
 * A table that can be searched, narrowed down and paged through; its rows travel as data and are drawn a page at a time.
 *
 * @param options Columns and rows.
 */
export function longTable({ id, caption, columns, rows, filter }: LongTableOptions): Html {
  const choices = new Map<string, number>();
  for (const row of rows) {
    const value = visible(String(row[filter]));
    choices.set(value, (choices.get(value) ?? 0) + 1);
  }
  const options = [...choices].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const name = columns[filter]?.name ?? "";
  return html`<div class="panel" data-rows="${id}-data" id="${id}">
<div class="filters" hidden><label>Search<input type="search" autocomplete="off" spellcheck="false" aria-controls="${id}-table"></label><label>${name}<select aria-controls="${id}-table"><option value="">All (${count(rows.length)})</option>${options.map(([value, times]) => html`<option value="${value}">${value} (${count(times)})</option>`)}</select></label></div>
<div class="scroll tall" tabindex="0" role="region" aria-label="${caption}"><table id="${id}-table"><caption>${caption}</caption><thead><tr>${columns.map((column) => html`<th scope="col">${column.name}</th>`)}</tr></thead><tbody></tbody></table></div>
<div class="pages" hidden><div role="status" aria-live="polite"></div><span><button type="button">Previous</button><button type="button">Next</button></span></div>
<noscript><p class="empty">This list needs scripts; the report's JSON file holds the same rows.</p></noscript>
<script type="application/json" id="${id}-data">${jsonIsland({ columns, rows: rows.map((row) => row.map(shown)), filter })}</script>
</div>`;
}

function shown(value: LongTableOptions["rows"][number][number]): typeof value {
  if (typeof value === "string") return visible(value);
  return typeof value === "number" ? value : [visible(value[0]), visible(value[1])];
}
