import { InvalidArgumentError } from "commander";

/** Reads an option that counts things. */
export const parseCount = numberOption("a whole number from 1", (value) => Number.isSafeInteger(value) && value >= 1);

/** Reads an option that is a whole number, such as a seed. */
export const parseWhole = numberOption("a whole number from 0", (value) => Number.isSafeInteger(value) && value >= 0);

/** Reads an option that is a similarity. */
export const parseShare = numberOption("above 0 and at most 1", (value) => value > 0 && value <= 1);

/** Reads an option that is a share of a whole. */
export const parseRatio = numberOption("between 0 and 1, both excluded", (value) => value > 0 && value < 1);

/** Reads an option that is an amount of anything. */
export const parseAmount = numberOption("a number from 0", (value) => value >= 0);

/** Reads an option that is a time or a limit. */
export const parsePositive = numberOption("a number above 0", (value) => value > 0);

/** Reads an option that is points. */
export const parsePoints = numberOption("from 0 to 10", (value) => value >= 0 && value <= 10);

/** Reads an option that is a port; 0 lets the system choose. */
export const parsePort = numberOption(
  "from 0 to 65535",
  (value) => Number.isInteger(value) && value >= 0 && value <= 65_535,
);

const parseEpochCount = numberOption(
  "a whole number from 1 to 50, or auto",
  (value) => Number.isInteger(value) && value >= 1 && value <= 50,
);

/** Reads an option that is a number of epochs, which providers take up to 50, or that leaves it to the provider. */
export function parseEpochs(text: string): number | "auto" {
  return text === "auto" ? text : parseEpochCount(text);
}

/** Reads an option that is a rate from 0 to 1, or a percentage such as `80%`. */
export function parseRate(text: string): number {
  const rate = text.endsWith("%") ? Number(text.slice(0, -1)) / 100 : Number(text);
  if (text.trim() !== "" && rate >= 0 && rate <= 1) return rate;
  throw new InvalidArgumentError("It must be from 0 to 1, or from 0% to 100%.");
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

/** A reader of options that takes what `accepts` does, and tells anything else what it must be. */
function numberOption(demand: string, accepts: (value: number) => boolean): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== "" && Number.isFinite(value) && accepts(value)) return value;
    throw new InvalidArgumentError(`It must be ${demand}.`);
  };
}
