/** Trained where the config names a model that nobody can download. */
const defaultModel = "Qwen/Qwen2.5-Coder-7B-Instruct";

/**
 * The open model that is trained: the one of the options, else that of the config, where it can be downloaded.
 */
export function modelOf(model: string, options: { readonly model?: string | undefined }): string {
  return options.model ?? (model.includes("/") ? model : defaultModel);
}

const templates: readonly (readonly [RegExp, string])[] = [
  [/qwen3/i, "qwen3"],
  [/qwen/i, "qwen"],
  [/llama-?3/i, "llama3"],
  [/llama-?2/i, "llama2"],
  [/llama-?4/i, "llama4"],
  // The smallest of the third generation takes no images and has the plain template.
  [/gemma-?3(?!.*\b1b)/i, "gemma3"],
  [/gemma/i, "gemma"],
  [/gpt-oss/i, "gpt_oss"],
  [/mistral|ministral/i, "mistral"],
  [/phi-4/i, "phi4"],
  [/deepseek-coder/i, "deepseekcoder"],
];

/** LLaMA-Factory's name of the template that the model speaks. */
export function templateOf(model: string): string {
  return templates.find(([pattern]) => pattern.test(model))?.[1] ?? "default";
}
