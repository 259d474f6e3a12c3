/**
 * Builds `data/api/l4d2-sourcemod-1.12.json` from a folder of fact lists.
 *
 *     node --conditions=@tunewright/source scripts/dataset/build-api-index.ts FOLDER [OUT]
 *
 * The files of FOLDER are tab-separated with a line of headings: functions, forwards, constants, methodmap-members,
 * deprecated, game-events; and netprops.txt with one name a line. What is known of includes of other people is read from
 * `community-includes.yaml` beside the index. The same files give the same bytes.
 */
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { parse } from "yaml";
import {
  type ApiConstant,
  type ApiIndexData,
  apiIndexSchema,
  type ApiMember,
  type ApiType,
  libraryListSchema,
} from "../../packages/schema/src/index.ts";
import {
  assembleApiIndex,
  emptyApiNames,
  formatApiIndex,
  readNetprops,
  resolveLibraries,
} from "../../packages/sourcepawn/src/index.ts";

const root = resolve(import.meta.dirname, "../..");
const [given, outGiven] = process.argv.slice(2);
if (given === undefined) throw new Error("Name the folder of fact lists: build-api-index.ts FOLDER [OUT].");
const folder = resolve(given);
const out = resolve(outGiven ?? join(root, "data/api/l4d2-sourcemod-1.12.json"));

/** Includes of SourceMod that only include others, so that no list names them. */
const umbrellas: Readonly<Record<string, string>> = {
  "adt.inc": "sourcemod",
  "version.inc": "sourcemod",
  "version_auto.inc": "sourcemod",
};
/** Variables that SourceMod itself fills; the list of constants has none that is declared `public`. */
const publicVariables: Readonly<Record<string, string>> = {
  MaxClients: "clients.inc",
  NULL_STRING: "core.inc",
  NULL_VECTOR: "core.inc",
};
/** Structures of the compiler, which describe a plugin or an extension. */
const structures: Readonly<Record<string, string>> = {
  Extension: "core.inc",
  PlVers: "core.inc",
  Plugin: "core.inc",
  SharedPlugin: "core.inc",
};
const typeKinds: Readonly<Record<string, ApiType["kind"]>> = {
  enum: "enum",
  "enum struct": "enum-struct",
  typedef: "typedef",
  typeset: "typedef",
};
const constantKinds: Readonly<Record<string, ApiConstant["kind"]>> = {
  enumval: "enum-value",
  define: "define",
  const: "const",
};
const memberKinds: Readonly<Record<string, ApiMember["kind"]>> = {
  native: "method",
  method: "method",
  property: "property",
  ctor: "constructor",
};

const sources: ApiIndexData["sources"] = [];
const includes: Record<string, string> = { ...umbrellas };
const names = emptyApiNames();
const notes = new Map((await readTable("deprecated.tsv")).map(([name = "", note = ""]) => [name, note]));
const noteOf = (name: string): { deprecated?: string } => {
  const note = notes.get(name);
  return note === undefined ? {} : { deprecated: note };
};

for (const [name = "", kind, include = "", source = ""] of await readTable("functions.tsv")) {
  know(include, source);
  names.functions.push({ name, kind: kind === "native" ? "native" : "stock", include, ...noteOf(name) });
}
for (const [name = "", include = "", source = ""] of await readTable("forwards.tsv")) {
  know(include, source);
  names.forwards.push({ name, include, ...noteOf(name) });
}
for (const [name = "", kind = "", include = "", source = ""] of await readTable("constants.tsv")) {
  know(include, source);
  const type = typeKinds[kind];
  const constant = constantKinds[kind];
  if (type !== undefined) names.types.push({ name, kind: type, include });
  else if (constant !== undefined) names.constants.push({ name, kind: constant, include, ...noteOf(name) });
  else throw new Error(`Cannot read constants.tsv: ${kind} is no known kind.`);
}
for (const [name, include] of Object.entries(publicVariables)) {
  names.constants.push({ name, kind: "const", include });
}
for (const [name, include] of Object.entries(structures)) names.types.push({ name, kind: "enum-struct", include });
for (const [full = "", kind = "", include = "", source = "", parent = ""] of await readTable("methodmap-members.tsv")) {
  know(include, source);
  const [type = "", name = ""] = full.split(".");
  const member = memberKinds[kind];
  if (member === undefined) throw new Error(`Cannot read methodmap-members.tsv: ${kind} is no known kind.`);
  // A methodmap of the same name as an enum is the fuller type of the two.
  names.types.unshift({ name: type, kind: "methodmap", include, ...(parent === "" ? {} : { parent }) });
  names.members.push({ type, name, kind: member, include, ...noteOf(full) });
}
for (const [name = "", list = ""] of await readTable("game-events.tsv")) {
  const fields = list.split(" ").filter((field) => field !== "");
  names.events.push({ name, fields: Object.fromEntries(fields.map((field) => field.split(":") as [string, string])) });
}
names.netprops.push(...readNetprops(await readSource("netprops.txt")));

const list = "community-includes.yaml";
const libraries = resolveLibraries([libraryListSchema.parse(parse(await readSource(list, dirname(out))))]);
const head = { name: "l4d2-sourcemod-1.12", game: "left4dead2", sourcemod: "1.12", sources, includes, libraries };
const data = apiIndexSchema.parse(assembleApiIndex(head, names));
await writeFile(out, formatApiIndex(data));
process.stdout.write(
  `${data.functions.length} functions, ${data.forwards.length} forwards, ${data.types.length} types, ${data.members.length} members, ` +
    `${data.constants.length} constants, ${data.events.length} events, ${data.netprops.length} netprops\n`,
);

function know(include: string, source: string): void {
  includes[include] = source;
}

async function readTable(file: string): Promise<string[][]> {
  const lines = (await readSource(file)).split("\n");
  return lines
    .slice(1)
    .filter((line) => line !== "")
    .map((line) => line.split("\t"));
}

async function readSource(file: string, from = folder): Promise<string> {
  const bytes = await readFile(join(from, file));
  sources.push({ path: file, sha256: createHash("sha256").update(bytes).digest("hex") });
  return bytes.toString("utf8");
}
