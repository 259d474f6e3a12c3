import { InvalidArgumentError } from "commander";

/** A whole number from 1. */
export function parseCount(value: string): number {
  const count = Number(value);
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError("Give a whole number from 1.");
  return count;
}

/** A whole number from 0. */
export function parseWhole(value: string): number {
  const count = Number(value);
  if (!Number.isInteger(count) || count < 0) throw new InvalidArgumentError("Give a whole number from 0.");
  return count;
}

/** A rate from 0 to 1, or a percentage such as `80%`. */
export function parseRate(value: string): number {
  const rate = value.endsWith("%") ? Number(value.slice(0, -1)) / 100 : Number(value);
  if (value.trim() === "" || !(rate >= 0 && rate <= 1))
    throw new InvalidArgumentError("Give a rate from 0 to 1, or 0% to 100%.");
  return rate;
}

/** A number from 0. */
export function parseAmount(value: string): number {
  const amount = Number(value);
  if (value.trim() === "" || !(amount >= 0)) throw new InvalidArgumentError("Give a number from 0.");
  return amount;
}

/** Points from 0 to 10. */
export function parsePoints(value: string): number {
  const points = Number(value);
  if (value.trim() === "" || !(points >= 0 && points <= 10))
    throw new InvalidArgumentError("Give points from 0 to 10.");
  return points;
}
