/** A parsed YAML document in which places are looked up; named by its shape, as that of `readYaml`. */
export interface YamlTree {
  readonly contents: unknown;
  /** The node at a path, where `keepScalar` is set also that of a plain value. */
  getIn(path: Iterable<unknown>, keepScalar?: boolean): unknown;
}

/**
 * Where a part of a YAML text begins, or the nearest thing around it that the text holds.
 *
 * @param document What `parseDocument` gave.
 * @param path Keys and positions from the outside in.
 * @param of `key` for the name of the part, `value` for what stands behind it; an item of a list has no name.
 * @returns In UTF-16 units from the start of the text.
 */
export function yamlOffset(document: YamlTree, path: readonly PropertyKey[], of: "key" | "value"): number {
  for (let length = path.length; length > 0; length -= 1) {
    const found =
      (of === "key" ? startOf(keyIn(document.getIn(path.slice(0, length - 1), true), path[length - 1])) : undefined) ??
      startOf(document.getIn(path.slice(0, length), true));
    if (found !== undefined) return found;
  }
  return startOf(document.contents) ?? 0;
}

/** The node of a key in a map. */
function keyIn(map: unknown, name: PropertyKey | undefined): unknown {
  if (typeof map !== "object" || map === null || !("items" in map) || !Array.isArray(map.items)) return undefined;
  for (const item of map.items as readonly unknown[]) {
    if (typeof item !== "object" || item === null || !("key" in item)) continue;
    const { key } = item;
    if ((typeof key === "object" && key !== null && "value" in key ? key.value : key) === name) return key;
  }
  return undefined;
}

function startOf(node: unknown): number | undefined {
  if (typeof node !== "object" || node === null || !("range" in node) || !Array.isArray(node.range)) return undefined;
  return typeof node.range[0] === "number" ? node.range[0] : undefined;
}
