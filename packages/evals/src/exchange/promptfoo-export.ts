import { stringify } from "yaml";
import type { EvalSuite } from "@tunewright/schema";

/** Options for {@link exportPromptfoo}. */
export interface ExportPromptfooOptions {
  readonly suite: EvalSuite;
  readonly model: string;
  /** Base URL of an OpenAI-compatible service; left out for OpenAI itself. */
  readonly baseUrl?: string | undefined;
  /** @default 0 */
  readonly temperature?: number;
  /** @default 2048 */
  readonly maxTokens?: number;
  /**
   * Program and arguments that judge one answer; `node` stands for the Node that promptfoo itself runs on. The case's id is added as the last argument, the answer comes on
   * standard input, and one JSON object `{passed, score, security, notes, …}` is printed.
   */
  readonly judge: readonly [string, ...string[]];
}

/**
 * Turns a suite into the files of a promptfoo project.
 *
 * promptfoo asks the model; each answer is judged by this project's own checks, which the assertion file calls as a
 * program. So the marks are the same on either side.
 *
 * @param options The suite, the model, and how to judge.
 * @returns Contents by file name: `promptfooconfig.yaml`, `prompt.cjs`, `assert.cjs`.
 *
 * Source of the shapes: promptfoo's documentation on configuration, prompt functions and JavaScript assertions.
 */
export function exportPromptfoo(options: ExportPromptfooOptions): Record<string, string> {
  const { suite, model, baseUrl, temperature = 0, maxTokens = 2048, judge } = options;
  const config = {
    description: suite.title,
    prompts: [{ id: "file://prompt.cjs", label: suite.id }],
    providers: [
      {
        id: `openai:chat:${model}`,
        label: model,
        config: { temperature, max_tokens: maxTokens, ...(baseUrl === undefined ? {} : { apiBaseUrl: baseUrl }) },
      },
    ],
    defaultTest: { assert: [{ type: "javascript", value: "file://assert.cjs" }] },
    tests: suite.cases.map(({ id, category, prompt, note }) => ({
      description: note === undefined ? id : `${id}: ${note}`,
      vars: { caseId: id, task: prompt },
      metadata: { caseId: id, category },
    })),
  };
  return {
    "promptfooconfig.yaml": `# yaml-language-server: $schema=https://promptfoo.dev/config-schema.json\n${stringify(config, { lineWidth: 120 })}`,
    "prompt.cjs": promptFile(suite.systemPrompt),
    "assert.cjs": assertFile(judge),
  };
}

function promptFile(systemPrompt: string | undefined): string {
  const system =
    systemPrompt === undefined ? "" : `\n  { role: "system", content: plain(${JSON.stringify(systemPrompt)}) },`;
  return `// promptfoo renders what comes back as a template; braces of code, as in {{1, 2}, {3, 4}}, are to stay what they are.
const plain = (text) => text.replace(/\\{(?=[{%#])|#(?=\\})/g, (mark) => '{{ "' + mark + '" }}');

// The messages of one task.
module.exports = ({ vars }) => [${system}
  { role: "user", content: plain(vars.task) },
];
`;
}

function assertFile(judge: readonly string[]): string {
  return `// Judges an answer with tunewright's own checks: code-aware names, rules, security.
const { spawn } = require("node:child_process");

const [program, ...args] = ${JSON.stringify(judge)};

module.exports = (output, { vars }) =>
  new Promise((resolve, reject) => {
    const child = spawn(program === "node" ? process.execPath : program, [...args, vars.caseId], { cwd: __dirname, stdio: ["pipe", "pipe", "pipe"] });
    let answer = "";
    let complaint = "";
    child.stdout.on("data", (part) => (answer += part));
    child.stderr.on("data", (part) => (complaint += part));
    child.on("error", reject);
    child.on("close", (code) => {
      // Exit code 1 says that the answer fell short, which is an answer too.
      if (code !== 0 && code !== 1) return reject(new Error(complaint.trim() || "The judge ended with exit code " + code));
      const { passed, score, security, notes } = JSON.parse(answer);
      resolve({ pass: passed, score: score / 10, reason: notes, namedScores: { score, security } });
    });
    child.stdin.on("error", () => {});
    child.stdin.end(typeof output === "string" ? output : JSON.stringify(output));
  });
`;
}
