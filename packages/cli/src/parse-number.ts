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
