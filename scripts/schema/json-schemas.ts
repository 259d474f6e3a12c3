/**
 * Writes a JSON Schema file for every contract to packages/schema/schemas, so that editors and other languages can use them.
 *
 * `--check` writes nothing and ends with exit code 1 when a file is not current.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { documents } from "@tunewright/schema";
import * as z from "zod";

const folder = fileURLToPath(new URL("../../packages/schema/schemas/", import.meta.url));
const check = process.argv.includes("--check");
mkdirSync(folder, { recursive: true });

const stale: string[] = [];
const names = Object.keys(documents).map((name) => `${name}.schema.json`);
for (const [name, document] of Object.entries(documents)) {
  const schema = z.toJSONSchema(document, { io: "input", unrepresentable: "any" });
  const text = `${JSON.stringify({ $schema: schema.$schema, title: name, ...schema }, undefined, 2)}\n`;
  const path = `${folder}${name}.schema.json`;
  if (current(path) === text) continue;
  stale.push(`${name}.schema.json`);
  if (!check) writeFileSync(path, text);
}
for (const name of readdirSync(folder).filter((file) => !names.includes(file))) {
  stale.push(name);
  if (!check) rmSync(`${folder}${name}`);
}
if (check && stale.length > 0) {
  process.stderr.write(
    `Not current: ${stale.join(", ")}. Run: node --conditions=@tunewright/source scripts/schema/json-schemas.ts\n`,
  );
  process.exitCode = 1;
}

function current(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
