import { escapeXml } from "../charts/render-chart.ts";

/** A piece of HTML that is safe to put into a page as it is. */
export interface Html {
  readonly html: string;
}

type Piece = string | number | Html | undefined | readonly Piece[];

/**
 * Template tag that escapes everything put into it, but for other {@link Html}.
 *
 * @example
 * ```ts
 * html`<b>${"a < b"}</b>`.html; // <b>a &lt; b</b>
 * ```
 */
export function html(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  return { html: strings.map((text, index) => text + (index < pieces.length ? render(pieces[index]) : "")).join("") };
}

/** Takes markup of the project's own making as it is, such as a drawn chart. */
export function markup(text: string): Html {
  return { html: text };
}

function render(piece: Piece): string {
  if (piece === undefined) return "";
  if (typeof piece === "string") return escapeXml(piece);
  if (typeof piece === "number") return String(piece);
  if (isList(piece)) return piece.map(render).join("");
  return piece.html;
}

function isList(piece: Html | readonly Piece[]): piece is readonly Piece[] {
  return Array.isArray(piece);
}

/**
 * JSON for a script element: no text of the data can end the element or open a comment.
 *
 * U+2028 and U+2029 are legal in JSON, but not everywhere in JavaScript; they are escaped too.
 */
export function jsonIsland(value: unknown): Html {
  const escaped = JSON.stringify(value).replaceAll(/[<>&\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
  return { html: escaped };
}

/** Options for {@link htmlTable}; columns count from 0. */
export interface HtmlTableOptions {
  readonly caption?: string;
  /** Columns of numbers, which stand on the right. */
  readonly numbers?: readonly number[];
  /** Columns of sentences, which on a phone are not squeezed into a word a line. */
  readonly sentences?: readonly number[];
  /** Keeps the first column in sight while the others are scrolled. */
  readonly keepFirst?: boolean;
}

/** A table with its cells escaped; on a narrow screen it scrolls in its own place. */
export function htmlTable(
  head: readonly string[],
  rows: readonly (readonly (string | number | Html)[])[],
  options: HtmlTableOptions = {},
): Html {
  const { caption, numbers = [], sentences = [], keepFirst = false } = options;
  const kind = (column: number): Html =>
    markup(numbers.includes(column) ? ' class="number"' : sentences.includes(column) ? ' class="wide"' : "");
  return html`<div class="scroll"><table${markup(keepFirst ? ' class="keep"' : "")}>${caption === undefined ? undefined : html`<caption>${caption}</caption>`}<thead><tr>${head.map(
    (text, column) => html`<th scope="col"${kind(column)}>${text}</th>`,
  )}</tr></thead><tbody>${rows.map(
    (row) =>
      html`<tr>${row.map((value, column) => (column === 0 ? html`<th scope="row">${value}</th>` : html`<td${kind(column)}>${value}</td>`))}</tr>`,
  )}</tbody></table></div>`;
}
