import type { UnknownName } from "@tunewright/sourcepawn";
import { stringify } from "yaml";

const width = { lineWidth: 120 };

/** A drafted rule as YAML, as it would stand in the list of a pack. */
export function draftYaml(rule: unknown): string {
  return stringify([rule], width);
}

/** An unknown name with its drafted rule in YAML beside it. */
export function withYaml({ rule, ...one }: UnknownName): Readonly<Record<string, unknown>> {
  return rule === undefined ? one : { ...one, rule, yaml: draftYaml(rule) };
}

/** A pack of drafts for names that come from no unknown include, and are no fields that the index cannot know. */
export function draftPack(unknown: readonly UnknownName[]): string {
  const rules = unknown.flatMap(({ rule, includes, isDatamap }) =>
    rule === undefined || includes.length > 0 || isDatamap ? [] : [rule],
  );
  const pack = { version: 1, pack: "drafts", description: "Drafted from unknown names; read before use.", rules };
  return stringify(pack, width);
}
