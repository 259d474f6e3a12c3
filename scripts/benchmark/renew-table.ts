/**
 * Runs the benchmarks, one after another so that none slows another down, and writes what they print into README.md beside this file.
 *
 *     pnpm bench                  # all of them: about half an hour on two cores
 *     pnpm bench lexer splitter   # only these; the others keep their results
 *     pnpm bench --quick          # a tenth of the data, a few minutes
 */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, totalmem } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { replaceResult } from "./replace-result.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const readme = join(import.meta.dirname, "README.md");

const benchmarks: Readonly<Record<string, { readonly whole: readonly string[]; readonly quick: readonly string[] }>> = {
  lexer: { whole: [], quick: ["--megabytes", "2"] },
  sanitize: { whole: [], quick: ["--records", "10000", "--runs", "2"] },
  splitter: { whole: [], quick: ["--records", "1000"] },
  server: { whole: [], quick: ["--streams", "50", "--seconds", "6", "--pairs", "60"] },
};

const { values, positionals } = parseArgs({ options: { quick: { type: "boolean" } }, allowPositionals: true });
const unknown = positionals.filter((name) => benchmarks[name] === undefined);
if (unknown.length > 0) {
  process.stderr.write(
    `There is no benchmark ${unknown.join(", ")}. There are ${Object.keys(benchmarks).join(", ")}.\n`,
  );
  process.exit(2);
}
for (const [name, { whole, quick }] of Object.entries(benchmarks)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  const options = values.quick === true ? quick : whole;
  const argv = ["--conditions=@tunewright/source", `scripts/benchmark/${name}.ts`, ...options];
  process.stdout.write(`node ${argv.join(" ")}\n`);
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--disable-warning=ExperimentalWarning", ...argv], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 16 * 1024 * 1024,
  });
  process.stdout.write(stdout);
  if (status !== 0) {
    process.stderr.write(`${stderr}${name} ended with ${status}; its results stay as they were.\n`);
    process.exitCode = 1;
    continue;
  }
  const when = `${new Date().toISOString().slice(0, 10)}, ${availableParallelism()} × ${cpus()[0]?.model ?? "processor"}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
  writeFileSync(
    readme,
    replaceResult(
      readFileSync(readme, "utf8"),
      name,
      `${when}, \`node ${argv.join(" ")}\`\n\n\`\`\`text\n${stdout.trim()}\n\`\`\``,
    ),
  );
}
