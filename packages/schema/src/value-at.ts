/** What stands at a path inside a parsed value; nothing where the path leads out of it. */
export function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let inner: unknown = value;
  for (const key of path) {
    if (typeof inner !== "object" || inner === null || !Object.hasOwn(inner, key)) return undefined;
    inner = (inner as Readonly<Record<PropertyKey, unknown>>)[key];
  }
  return inner;
}
