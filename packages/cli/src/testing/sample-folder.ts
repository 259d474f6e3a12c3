import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lines } from "./chat-lines.ts";

/** A new folder with `raw/one.jsonl`, which holds {@link lines}, and `raw/two.jsonl`, a copy of one of them. */
export async function makeSampleFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "tunewright-split-"));
  await mkdir(join(folder, "raw"));
  await writeFile(join(folder, "raw", "one.jsonl"), `${lines.join("\n")}\n`);
  await writeFile(join(folder, "raw", "two.jsonl"), `${lines[3]}\n`);
  return folder;
}
