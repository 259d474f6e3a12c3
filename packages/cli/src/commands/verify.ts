import { formatCount } from "@tunewright/schema/format-count";
import type { Command } from "commander";
import { type CliContext, note, writeJson } from "../context.ts";
import { parseBytes } from "../program/parse-number.ts";
import { write } from "../output/write-output.ts";
import { manifestPath } from "../version/manifest-path.ts";
import { readAgainst } from "../input/read-against.ts";
import { relativePath } from "../relative-path.ts";

interface VerifyOptions {
  readonly config?: string;
  readonly memoryLimit?: number;
  readonly json?: true;
}

/** `tunewright verify vN`: makes a split again and compares. */
export function registerVerify(program: Command, context: CliContext): void {
  program
    .command("verify")
    .summary("make a version's split again from its manifest and compare")
    .description(
      "Checks that a version's files are what its manifest says, makes the split again from the same inputs, and compares " +
        "every record and every byte. Exit code 1 if anything differs.",
    )
    .argument("<version>", "version, as v8, or a manifest's path")
    .option("--config <file>", "config file")
    .option(
      "--memory-limit <size>",
      "hold so much of keys and shingles; the rest goes to disk (default: 512MiB)",
      parseBytes,
    )
    .option("--json", "print one JSON object")
    .addHelpText("after", "\nExamples:\n  tunewright verify v8\n  tunewright verify out/manifest.json --json")
    .action(async (version: string, options: VerifyOptions) => {
      const path = await manifestPath(context, version, options.config);
      const { verifyManifest } = await import("@tunewright/splitter");
      const verification = await verifyManifest(path, {
        readOther: async (place) => (await readAgainst([place], context.cwd))[0] ?? { path: place },
        signal: context.signal,
        ...(options.memoryLimit === undefined ? {} : { memoryBytes: options.memoryLimit }),
      });
      const result = { ...verification, manifest: relativePath(context.cwd, path) };
      if (!result.reproduced) context.fallShort();
      if (options.json === true) {
        await writeJson(context, result);
        return;
      }
      for (const { path: where, code, message } of result.differences) {
        await write(context.stdout, `${where}: ${code}: ${message}\n`);
      }
      const verdict = result.reproduced
        ? "made again, bit for bit"
        : formatCount(result.differences.length, "difference");
      await note(context, `${result.manifest}: ${formatCount(result.records, "record")}, ${verdict}.`);
    });
}
