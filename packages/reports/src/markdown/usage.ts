import type { ReportData } from "@tunewright/schema";

/** How to call the model, serve it, and evaluate it. */
export function usageSection(data: ReportData): string[] {
  const model = data.jobs.find(({ version }) => version === data.production)?.fine_tuned_model;
  const messages = [
    ...(data.systemPrompt === null ? [] : [`    { role: "system", content: ${JSON.stringify(data.systemPrompt)} },`]),
    `    { role: "user", content: "Write a Tank spawner plugin" },`,
  ];
  const call = [
    'import OpenAI from "openai";',
    "",
    "const client = new OpenAI();",
    "",
    "const response = await client.chat.completions.create({",
    `  model: ${JSON.stringify(model ?? "")},`,
    "  messages: [",
    ...messages,
    "  ],",
    "});",
  ];
  const cases = data.suite?.cases.length;
  return [
    "## How to Use",
    ...(model ? ["### API Usage", fence("typescript", call)] : []),
    "### Start the Server",
    fence("bash", ["export OPENAI_API_KEY=sk-...", "pnpm tunewright serve --port 8000"]),
    "### Run Evaluations",
    fence("bash", [
      "# Quick evaluation (3 tests)",
      "pnpm tunewright eval quick",
      "",
      `# Full evaluation${cases === undefined ? "" : ` (${cases} tests)`}`,
      "pnpm tunewright eval run --suite l4d2-full --runs 3",
      "",
      "# Analyze previous results",
      "pnpm tunewright eval analyze",
    ]),
  ];
}

function fence(language: string, lines: readonly string[]): string {
  return ["```" + language, ...lines, "```"].join("\n");
}
