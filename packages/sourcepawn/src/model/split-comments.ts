import { TokenBuffer } from "../lexer/token-buffer.ts";
import { TokenKind } from "../lexer/token-kind.ts";

/** Moves the comments out of a buffer, so that neighbours in it are neighbours in the code. Returns them in a buffer. */
export function splitComments(tokens: TokenBuffer): TokenBuffer {
  const comments = new TokenBuffer(16);
  comments.text = tokens.text;
  comments.start = tokens.start;
  comments.end = tokens.end;
  const { kinds, flags, starts, ends, hashes } = tokens;
  let kept = 0;
  for (let index = 0; index < tokens.length; index += 1) {
    const kind = kinds[index] ?? 0;
    if (kind === TokenKind.lineComment || kind === TokenKind.blockComment) {
      comments.reserve(comments.length + 1);
      copyToken(tokens, index, comments, comments.length);
      comments.length += 1;
      continue;
    }
    if (kept !== index) {
      kinds[kept] = kind;
      flags[kept] = flags[index] ?? 0;
      starts[kept] = starts[index] ?? 0;
      ends[kept] = ends[index] ?? 0;
      hashes[kept] = hashes[index] ?? 0;
    }
    kept += 1;
  }
  tokens.length = kept;
  return comments;
}

function copyToken(from: TokenBuffer, index: number, to: TokenBuffer, target: number): void {
  to.kinds[target] = from.kinds[index] ?? 0;
  to.flags[target] = from.flags[index] ?? 0;
  to.starts[target] = from.starts[index] ?? 0;
  to.ends[target] = from.ends[index] ?? 0;
}
