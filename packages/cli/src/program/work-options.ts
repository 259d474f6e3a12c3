import { Option } from "commander";
import { parseBytes, parseCount } from "./parse-number.ts";

/** `--threads`, of every command that shares its work out. */
export function threadsOption(): Option {
  return new Option("--threads <n>", "worker threads (default: one for each processor)").argParser(parseCount);
}

/** `--memory-limit`, of every command that compares records with each other. */
export function memoryLimitOption(): Option {
  const what = "hold so much of keys and shingles; the rest goes to disk (default: 512MiB)";
  return new Option("--memory-limit <size>", what).argParser(parseBytes);
}
