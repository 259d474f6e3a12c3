/**
 * Stand-ins for the colours of a chart: valid colours that nothing else uses, replaced by CSS variables in the SVG.
 */
export const chartVariables = {
  ink: "#010a01",
  muted: "#010a02",
  grid: "#010a03",
  train: "#010a04",
  validation: "#010a05",
  accent: "#010a06",
  good: "#010a07",
  bad: "#010a08",
} as const;

/** Colours of one theme, by name of the variable. */
type Palette = Readonly<Record<keyof typeof chartVariables, string>>;

/** Blue and orange stay apart for every kind of colour blindness (Okabe and Ito, "Color Universal Design", 2008). */
const light: Palette = {
  ink: "#1c2430",
  muted: "#5b6675",
  grid: "#dfe3e9",
  train: "#0b66a8",
  validation: "#c75b12",
  accent: "#7a4fb5",
  good: "#1d7a4c",
  bad: "#b3261e",
};

const dark: Palette = {
  ink: "#e7ebf0",
  muted: "#9aa5b4",
  grid: "#303844",
  train: "#62b0ee",
  validation: "#f0a060",
  accent: "#b99af0",
  good: "#5fc78f",
  bad: "#f28b82",
};

/** CSS declarations of the chart colours of one theme. */
export function chartColours(theme: "light" | "dark"): string {
  const palette = theme === "light" ? light : dark;
  return Object.entries(palette)
    .map(([name, colour]) => `--chart-${name}:${colour}`)
    .join(";");
}

/** Style of a chart that stands alone. */
export const chartStyle =
  `svg.chart{${chartColours("light")}}` +
  `@media(prefers-color-scheme:dark){svg.chart{${chartColours("dark")};background:#14181e}}`;
