import type { ModelTable, TrainableModel } from "@tunewright/schema";

/**
 * The base model that a name means: `ft:gpt-4o-mini-2024-07-18:org:suffix:id` is tuned from `gpt-4o-mini-2024-07-18`.
 *
 * Tables of tokenizers map such names wrongly or throw, so every look-up begins here.
 */
export function baseModelOf(model: string): string {
  const [mark, base] = model.split(":");
  return mark === "ft" && base !== undefined && base !== "" ? base : model;
}

/** Finds a model in the table by its base name or by an alias; nothing when the table does not know it. */
export function findModel(table: ModelTable, model: string): TrainableModel | undefined {
  const base = baseModelOf(model);
  return (
    table.models.find((entry) => entry.model === base) ?? table.models.find((entry) => entry.aliases.includes(base))
  );
}

/**
 * The encoding of a model that the table does not know, by its family.
 *
 * gpt-3.5 and the first gpt-4 use cl100k_base; gpt-4o and everything later o200k_base.
 */
export function encodingOfFamily(model: string): "o200k_base" | "cl100k_base" {
  return /^gpt-(?:3\.5|4(?:-|$))/.test(baseModelOf(model)) ? "cl100k_base" : "o200k_base";
}
