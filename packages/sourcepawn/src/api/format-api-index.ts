import type { ApiIndexData } from "@tunewright/schema";

/** Writes an API index as JSON with one entry a line, so that a change of one name is a change of one line. */
export function formatApiIndex(data: ApiIndexData): string {
  const lines: string[] = [];
  for (const [key, value] of Object.entries(data)) {
    const entries = Array.isArray(value)
      ? value.map((entry) => JSON.stringify(entry))
      : typeof value === "object"
        ? Object.entries(value).map(([name, entry]) => `${JSON.stringify(name)}:${JSON.stringify(entry)}`)
        : undefined;
    const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
    const body = entries === undefined ? JSON.stringify(value) : `${open}\n${entries.join(",\n")}\n${close}`;
    lines.push(`${JSON.stringify(key)}:${body}`);
  }
  return `{\n${lines.join(",\n")}\n}\n`;
}
