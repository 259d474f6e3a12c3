/**
 * Names of an API index that a record can be about: functions, members, events and properties of entities.
 *
 * Constants and types are left out: which of them a snippet holds says little about what it teaches.
 *
 * @throws {PipelineError} `INPUT_NOT_FOUND` or `API_INDEX_INVALID`, with the path.
 */
export async function loadApiSymbols(path: string): Promise<string[]> {
  const { loadApiIndex } = await import("@tunewright/sourcepawn");
  const { functions, members, events, netprops } = (await loadApiIndex(path)).data;
  const names = [...functions, ...members, ...events].map(({ name }) => name);
  return [...new Set([...names, ...netprops])].sort();
}
