/**
 * A report that is named `-` goes to standard output, which is what `--json` prints: the two are the same wish.
 *
 * @param key The option that names the report.
 */
export function dashIsJson<T extends { readonly json?: true }>(options: T, key: keyof T): T {
  if (options[key] !== "-") return options;
  const { [key]: _dash, ...others } = options;
  return { ...others, json: true } as unknown as T;
}
