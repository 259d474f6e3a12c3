import { lookOf } from "./language-looks.ts";
import { exampleRecords } from "./example-records.ts";

/** What a new project is about. */
export interface NewProject {
  /** Name of the dataset and its models: lower-case letters, digits and hyphens. */
  readonly name: string;
  /** Base model, by the provider's own name. */
  readonly model: string;
  /** Language of the code in the answers, as the info strings of fences name it. */
  readonly language: string;
}

/**
 * The files of a new project, by their paths with `/`: a config, records, a rule pack, a suite, and what git leaves out.
 *
 * They run as they are, so that the first thing a person does is to change something that works.
 */
export function projectFiles(project: NewProject): ReadonlyMap<string, string> {
  return new Map([
    ["tunewright.yaml", config(project)],
    ["raw/examples.jsonl", exampleRecords(project.language)],
    [`rules/${project.name}.yaml`, rulePack(project)],
    [`suites/${project.name}.yaml`, suite(project)],
    [".gitignore", "# What a run makes again\nversions/\nreports/\n.tunewright/\n"],
  ]);
}

function config({ name, model }: NewProject): string {
  return `# The pipeline of this folder; paths are relative to this file. Run it: tunewright run --version v1
version: 1
raw:
  - raw/*.jsonl
rules:
  - rules
split:
  validationRatio: 0.2
  seed: 42
train:
  # Where: openai, azure, together, fireworks, local or export. Without any key it is local, which costs nothing.
  model: ${JSON.stringify(model)}
  suffix: ${JSON.stringify(name)}
  # Refuse a launch above this estimate, in USD.
  maxCost: 10
eval:
  suite: ${JSON.stringify(name)}
`;
}

function describedLanguage(language: string): string {
  if (language === "sourcepawn") return "";
  const { fences, comment, string, definition, assignment } = lookOf(language);
  return `# How the language looks: enough to tell names from comments and strings.
languages:
  - id: ${JSON.stringify(language)}
    fences: [${fences.map((fence) => (/^\w+$/.test(fence) ? fence : JSON.stringify(fence))).join(", ")}]
    comment: ${quoted(comment)}
    string: ${quoted(string)}
    definition: ${quoted(definition)}
${assignment === undefined ? "" : `    assignment: ${quoted(assignment)}\n`}`;
}

/** As YAML writes a text in which nothing but its own quote is special. */
function quoted(pattern: string): string {
  return `'${pattern.replaceAll("'", "''")}'`;
}

function rulePack({ name, language }: NewProject): string {
  return `# Names that models get wrong, and what is right. Every rule proves itself by its examples: tunewright rules check
version: 1
pack: ${JSON.stringify(name)}
language: ${JSON.stringify(language)}
${describedLanguage(language)}rules:
  - id: load-config
    message: There is no ReadConfigFile; the function is LoadConfigFile.
    # No library has the wrong name.
    nowhere: true
    match: { kind: call, name: ReadConfigFile }
    fix: LoadConfigFile
    examples:
      - before: ReadConfigFile("a.cfg");
        after: LoadConfigFile("a.cfg");
      - keep: LoadConfigFile("a.cfg");
`;
}

function suite({ name }: NewProject): string {
  return `# What a model is asked, and what a right answer uses. Run it: tunewright eval run
version: 1
id: ${JSON.stringify(name)}
title: ${JSON.stringify(`Tasks of ${name}`)}
categories: { basics: The basics }
quick: [load]
cases:
  - id: load
    category: basics
    prompt: Load the file limits.cfg.
    expected: [{ name: LoadConfigFile, kind: function }]
    forbidden: [{ name: ReadConfigFile, kind: function }]
  - id: load-and-save
    category: basics
    prompt: Load the file limits.cfg, raise the limit by one, and save it.
    expected: [{ name: LoadConfigFile, kind: function }, { name: SaveConfigFile, kind: function }]
`;
}
