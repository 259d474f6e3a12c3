// Apart from what draws, so that whoever imports this package needs no types of vega, nor of the browser behind them.

/** Options for a chart. */
export interface ChartOptions {
  /** Unique id in the page, in kebab case. */
  readonly id: string;
  /** What the chart is of; read out by screen readers. */
  readonly title: string;
  /** What it shows, in figures, for those who cannot see it. */
  readonly description: string;
  /** Whether the page around it sets the colours; alone, the file brings its own for dark and light. @default false */
  readonly embedded?: boolean;
}

/** Options that every chart of the project takes. */
export type ChartPlacement = Pick<ChartOptions, "embedded">;
