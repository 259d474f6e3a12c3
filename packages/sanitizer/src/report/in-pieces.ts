/** Characters of a piece of text. */
const PIECE = 65_536;

/** Joins short texts to pieces that are worth a write each: a string can hold half a gibibyte, and the report of a large run is longer. */
export function* inPieces(texts: Iterable<string>): Generator<string> {
  let piece = "";
  for (const text of texts) {
    piece += text;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = "";
  }
  if (piece !== "") yield piece;
}
