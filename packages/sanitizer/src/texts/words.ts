/** Where a name stands as a whole word for the first time, from an offset on; -1 where it does nowhere. */
export function findWord(text: string, name: string, from = 0): number {
  for (let at = text.indexOf(name, from); at !== -1; at = text.indexOf(name, at + 1)) {
    if (!isWord(text.charCodeAt(at - 1)) && !isWord(text.charCodeAt(at + name.length))) return at;
  }
  return -1;
}

/** Whether a text holds a name as a whole word. */
export function mentions(text: string, name: string): boolean {
  return findWord(text, name) !== -1;
}

/** Every offset where a name stands as a whole word. */
export function wordPlaces(text: string, name: string): readonly number[] {
  const places: number[] = [];
  for (let at = findWord(text, name); at !== -1; at = findWord(text, name, at + name.length)) places.push(at);
  return places;
}

/** Offset behind the word that an offset lies in; the offset itself where none does. */
export function endOfWord(text: string, from: number): number {
  let at = from;
  while (isWord(text.charCodeAt(at))) at += 1;
  return at;
}

/** Whether a character is part of a name; `NaN`, beyond the text, is not. */
export function isWord(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95;
}
