/** A text of a record, with the path of its place. */
export interface RecordText {
  readonly path: string;
  readonly text: string;
}

/** An image in the record itself: megabytes in which nobody writes and everything can be found by chance. */
const dataUrl = /^data:[\w.+-]+\/[\w.+-]+;base64,/;

/** Every string of a record that somebody may have written, keys apart, in order. */
export function recordTexts(value: unknown): RecordText[] {
  const texts: RecordText[] = [];
  collect(value, "", texts);
  return texts;
}

function collect(value: unknown, path: string, texts: RecordText[]): void {
  if (typeof value === "string") {
    if (value !== "" && !dataUrl.test(value)) texts.push({ path, text: value });
  } else if (Array.isArray(value)) {
    for (const [index, inner] of value.entries()) collect(inner, `${path}[${index}]`, texts);
  } else if (typeof value === "object" && value !== null) {
    for (const [key, inner] of Object.entries(value)) collect(inner, path === "" ? key : `${path}.${key}`, texts);
  }
}
