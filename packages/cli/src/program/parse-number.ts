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

const unitBytes: Readonly<Record<string, number>> = {
  "": 1,
  k: 1e3,
  m: 1e6,
  g: 1e9,
  ki: 2 ** 10,
  mi: 2 ** 20,
  gi: 2 ** 30,
};

/** Reads an option that is an amount of memory: bytes, or with a unit such as `512MB` or `2GiB`. */
export function parseBytes(text: string): number {
  const [, amount = "", unit = ""] = /^([0-9]+(?:\.[0-9]+)?) ?((?:[kmg]i?)?)b?$/i.exec(text.trim()) ?? [];
  const bytes = Math.floor(Number(amount) * (unitBytes[unit.toLowerCase()] ?? 0));
  if (Number.isSafeInteger(bytes) && bytes >= 1) return bytes;
  throw new InvalidArgumentError("It must be a number of bytes, as 512MB or 2GiB.");
}
