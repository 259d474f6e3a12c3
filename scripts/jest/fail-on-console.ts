/** A test that writes to the console fails: what a library prints is part of its behaviour. */
import { afterEach, beforeEach } from "@jest/globals";

const methods = ["debug", "error", "info", "log", "warn"] as const;
const originals = new Map(methods.map((method) => [method, console[method]]));
let written: string[] = [];

beforeEach(() => {
  written = [];
  for (const method of methods) {
    console[method] = (...parts: unknown[]) => {
      written.push(`console.${method}(${parts.map(String).join(" ").slice(0, 200)})`);
    };
  }
});

afterEach(() => {
  for (const [method, original] of originals) console[method] = original;
  if (written.length > 0) throw new Error(`The test wrote to the console:\n${written.join("\n")}`);
});
