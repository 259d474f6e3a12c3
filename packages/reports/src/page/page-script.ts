/**
 * The page's own script: theme, filters and pages of the long tables.
 *
 * It is plain JavaScript in a string because it runs in a browser, from `file://`, with nothing else. All text goes in
 * through `textContent`, so no datum is ever parsed as HTML. Rows are made for one page at a time: ten thousand changes
 * cost no more than a hundred.
 */
export const pageScript = String.raw`
"use strict";
(() => {
  const root = document.documentElement;
  const theme = document.getElementById("theme");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
  const label = () => { theme.textContent = isDark() ? "Light" : "Dark"; theme.setAttribute("aria-label", "Use the " + theme.textContent.toLowerCase() + " theme"); };
  theme.hidden = false;
  theme.addEventListener("click", () => { root.dataset.theme = isDark() ? "light" : "dark"; label(); });
  system.addEventListener("change", label);
  label();

  const element = (name, text, className) => {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    if (className) made.className = className;
    return made;
  };
  const cells = {
    code: (cell, value) => cell.append(element("code", value)),
    change: (cell, value) => cell.append(element("del", value[0]), " → ", element("ins", value[1])),
    severity: (cell, value) => cell.append(element("span", value, value)),
    text: (cell, value) => cell.append(String(value)),
  };

  for (const section of document.querySelectorAll("[data-rows]")) {
    const { columns, rows, filter } = JSON.parse(document.getElementById(section.dataset.rows).textContent);
    const search = section.querySelector("input");
    const select = section.querySelector("select");
    const body = section.querySelector("tbody");
    const status = section.querySelector("[role=status]");
    const [back, forward] = section.querySelectorAll(".pages button");
    const texts = rows.map((row) => row.flat().join("\n").toLowerCase());
    const size = 100;
    let page = 0;
    let shown = [];
    const show = () => {
      const from = page * size;
      const to = Math.min(from + size, shown.length);
      body.replaceChildren(...shown.slice(from, to).map((index) => {
        const line = element("tr");
        columns.forEach(({ kind }, column) => {
          const cell = element(column === 0 ? "th" : "td");
          if (column === 0) cell.scope = "row";
          cells[kind](cell, rows[index][column]);
          line.append(cell);
        });
        return line;
      }));
      const count = (value) => value.toLocaleString("en-US");
      status.textContent = shown.length === 0 ? "Nothing matches." : count(from + 1) + "–" + count(to) + " of " + count(shown.length)
        + (shown.length === rows.length ? "" : " (of " + count(rows.length) + ")");
      back.disabled = page === 0;
      forward.disabled = to >= shown.length;
    };
    const apply = () => {
      const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      const wanted = select.value;
      shown = [];
      for (let index = 0; index < rows.length; index++) {
        if (wanted && rows[index][filter] !== wanted) continue;
        if (words.every((word) => texts[index].includes(word))) shown.push(index);
      }
      page = 0;
      show();
    };
    const turn = (by) => {
      page += by;
      show();
      if (document.activeElement === document.body || document.activeElement.disabled) (by > 0 ? back : forward).focus();
      body.closest(".scroll").scrollTop = 0;
    };
    search.addEventListener("input", apply);
    select.addEventListener("change", apply);
    back.addEventListener("click", () => turn(-1));
    forward.addEventListener("click", () => turn(1));
    section.querySelector(".filters").hidden = false;
    section.querySelector(".pages").hidden = false;
    apply();
  }
  root.dataset.ready = "true";
})();
`;
