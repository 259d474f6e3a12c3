import { basename, join, resolve } from "node:path";
import { PipelineError } from "@tunewright/schema/errors";
import type { Command } from "commander";
import { askLine } from "../terminal/ask.ts";
import { type CliContext, note, writeJson } from "../context.ts";
import { isThere } from "../input/is-there.ts";
import { shellWord } from "../output/shell-word.ts";
import { defaultModel } from "../training/default-model.ts";
import { write } from "../output/write-output.ts";
import { relativePath } from "../relative-path.ts";

interface InitOptions {
  readonly name?: string;
  readonly model?: string;
  readonly language?: string;
  readonly json?: true;
}

/** `tunewright init`: a new project that runs as it is. */
export function registerInit(program: Command, context: CliContext): void {
  program
    .command("init")
    .summary("start a new project in any domain")
    .description(
      "Writes a config, example records, a rule pack and a suite into a folder. They run as they are; put your own in their place.\n" +
        "In a terminal it asks for what is not given. A file that is there already stays as it is, and nothing is written then.",
    )
    .argument("[folder]", "folder of the project", ".")
    .option("--name <name>", "name of the dataset and its models (default: the folder's)")
    .option("--model <model>", `base model (default: ${defaultModel})`)
    .option("--language <id>", "language of the code in the answers, as fences name it (default: sourcepawn)")
    .option("--json", "print one JSON object")
    .addHelpText(
      "after",
      "\nExamples:\n  tunewright init my-model --language python\n  cd my-model && tunewright run --version v1",
    )
    .action((folder: string, options: InitOptions) => init(context, folder, options));
}

async function init(context: CliContext, given: string, options: InitOptions): Promise<void> {
  const folder = resolve(context.cwd, given);
  // Told before anything is asked, since no answer would change it.
  await refusePresent(given, folder, ["tunewright.yaml"]);
  const answers = await answersTo(context, [
    ["Name", options.name, nameOf(folder)],
    ["Language of the code", options.language, "sourcepawn"],
    ["Base model", options.model, defaultModel],
  ]);
  const [name = "", language = "", model = ""] = answers;
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name) || name.length > 64) {
    throw new PipelineError("USAGE", `Cannot name a project ${JSON.stringify(name)}.`, {
      hint: "Use lower-case letters, digits and hyphens, 64 at most.",
    });
  }
  if (!/^[a-z0-9+#_.-]+$/.test(language)) {
    throw new PipelineError("USAGE", `Cannot take ${JSON.stringify(language)} for a language.`, {
      hint: "Name it as a code fence does, in lower case: python.",
    });
  }
  const { projectFiles } = await import("../init/project-files.ts");
  const files = projectFiles({ name, model, language });
  await refusePresent(given, folder, files.keys());
  const { writeFileAtomic } = await import("@tunewright/jsonl");
  for (const [path, content] of files) await writeFileAtomic(join(folder, path), content);
  if (options.json === true) {
    await writeJson(context, { version: 1, folder: given, name, language, model, files: [...files.keys()] });
    return;
  }
  for (const path of files.keys()) await write(context.stdout, `${relativePath(context.cwd, join(folder, path))}\n`);
  const where =
    given === "." ? "" : ` --config ${shellWord(relativePath(context.cwd, join(folder, "tunewright.yaml")))}`;
  await note(context, `\nTry it: tunewright run${where} --version v1`);
}

/** The values that were given; in a terminal the others are asked for, anywhere else they have their defaults. */
async function answersTo(
  context: CliContext,
  questions: readonly (readonly [string, string | undefined, string])[],
): Promise<string[]> {
  if (context.stdin.isTTY !== true || context.stderr.isTTY !== true) {
    return questions.map(([, value, fallback]) => value ?? fallback);
  }
  const answers: string[] = [];
  for (const [question, value, fallback] of questions) {
    const answer = value ?? (await askLine(context, `${question} [${fallback}] `))?.trim();
    // Ctrl-D ends the questions, and nothing was written yet.
    if (answer === undefined) throw new PipelineError("INTERRUPTED", "Stopped at the question; nothing was done.");
    answers.push(answer === "" ? fallback : answer);
  }
  return answers;
}

function nameOf(folder: string): string {
  const name = basename(folder)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return name === "" ? "model" : name.slice(0, 64).replace(/-+$/, "");
}

/** A file that is there already stays as it is. */
async function refusePresent(given: string, folder: string, paths: Iterable<string>): Promise<void> {
  const present: string[] = [];
  for (const path of paths) if (await isThere(join(folder, path))) present.push(path);
  if (present.length === 0) return;
  throw new PipelineError("USAGE", `Cannot start a project in ${given}: it has ${present.join(", ")} already.`, {
    hint: "Name an empty folder.",
  });
}
