/**
 * Puts a result between the two comments that hold its place in a Markdown text.
 *
 * @param markdown The text.
 * @param name Name of the place: it lies between `<!-- begin NAME -->` and `<!-- end NAME -->`.
 * @param result What shall stand there.
 * @throws {RangeError} If the text has no such place.
 */
export function replaceResult(markdown: string, name: string, result: string): string {
  const begin = `<!-- begin ${name} -->`;
  const start = markdown.indexOf(begin);
  const end = markdown.indexOf(`<!-- end ${name} -->`, start);
  if (start === -1 || end === -1) throw new RangeError(`The text holds no place for ${name}.`);
  return `${markdown.slice(0, start + begin.length)}\n${result}\n${markdown.slice(end)}`;
}
