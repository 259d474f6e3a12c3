import { InvalidArgumentError } from "commander";

/** Reads an option that counts things: a whole number from 1. */
export function parseCount(text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && Number.isSafeInteger(value) && value >= 1) return value;
  throw new InvalidArgumentError("It must be a whole number from 1.");
}

/** Reads an option that is a whole number, from 0. */
export function parseWhole(text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && Number.isSafeInteger(value) && value >= 0) return value;
  throw new InvalidArgumentError("It must be a whole number from 0.");
}

/** Reads an option that is a similarity: above 0 and at most 1. */
export function parseShare(text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && value > 0 && value <= 1) return value;
  throw new InvalidArgumentError("It must be above 0 and at most 1.");
}

/** Reads an option that is a share of a whole: between 0 and 1, both excluded. */
export function parseRatio(text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && value > 0 && value < 1) return value;
  throw new InvalidArgumentError("It must lie between 0 and 1, both excluded.");
}

/** Reads an option that is a rate from 0 to 1, or a percentage such as `80%`. */
export function parseRate(text: string): number {
  const rate = text.endsWith("%") ? Number(text.slice(0, -1)) / 100 : Number(text);
  if (text.trim() !== "" && rate >= 0 && rate <= 1) return rate;
  throw new InvalidArgumentError("It must be from 0 to 1, or from 0% to 100%.");
}

/** Reads an option that is an amount of anything: a number from 0. */
export function parseAmount(text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && Number.isFinite(value) && value >= 0) return value;
  throw new InvalidArgumentError("It must be a number from 0.");
}

/** Reads an option that is a time or a limit: a number above 0. */
export function parsePositive(text: string): number {
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw new InvalidArgumentError("It must be a number above 0.");
}

/** Reads an option that is points: from 0 to 10. */
export function parsePoints(text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && value >= 0 && value <= 10) return value;
  throw new InvalidArgumentError("It must be from 0 to 10.");
}

/** Reads an option that is a port; 0 lets the system choose. */
export function parsePort(text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && Number.isInteger(value) && value >= 0 && value <= 65_535) return value;
  throw new InvalidArgumentError("It must be from 0 to 65535.");
}
