import * as z from "zod";
import { apiLibrarySchema } from "./api-library.ts";

const name = z.string().min(1);
/** Why a name should no longer be used; present only where it is deprecated. */
const deprecated = z.string().optional();

/** A function that plugins can call. */
export const apiFunctionSchema = z.strictObject({
  name,
  kind: z.enum(["native", "stock"]),
  /** File that declares it, such as `sdktools_functions.inc`. */
  include: name,
  /** What it returns, where the source of the index says so. */
  returns: z.string().optional(),
  deprecated,
});
/** A function that plugins can call. */
export type ApiFunction = z.infer<typeof apiFunctionSchema>;

/** A function that the game or an extension calls in a plugin. */
export const apiForwardSchema = z.strictObject({ name, include: name, deprecated });
/** A function that the game or an extension calls in a plugin. */
export type ApiForward = z.infer<typeof apiForwardSchema>;

/** A type; methodmaps inherit the members of their parent. */
export const apiTypeSchema = z.strictObject({
  name,
  kind: z.enum(["methodmap", "enum", "enum-struct", "typedef"]),
  include: name,
  parent: z.string().optional(),
});
/** A type; methodmaps inherit the members of their parent. */
export type ApiType = z.infer<typeof apiTypeSchema>;

/** A method, property or constructor of a type. */
export const apiMemberSchema = z.strictObject({
  type: name,
  name,
  kind: z.enum(["method", "property", "constructor"]),
  include: name,
  returns: z.string().optional(),
  deprecated,
});
/** A method, property or constructor of a type. */
export type ApiMember = z.infer<typeof apiMemberSchema>;

/** A name with a value: a define, a value of an enum, a constant. */
export const apiConstantSchema = z.strictObject({
  name,
  kind: z.enum(["define", "enum-value", "const"]),
  include: name,
  deprecated,
});
/** A name with a value: a define, a value of an enum, a constant. */
export type ApiConstant = z.infer<typeof apiConstantSchema>;

/** A game event, with the types of its fields as the game's files name them. */
export const apiEventSchema = z.strictObject({ name, fields: z.record(z.string(), z.string()) });
/** A game event, with the types of its fields as the game's files name them. */
export type ApiEvent = z.infer<typeof apiEventSchema>;

/** Every name that a game and its SourceMod know: `data/api/*.json`. Lists are sorted by name. */
export const apiIndexSchema = z.strictObject({
  version: z.literal(1),
  /** Name of the index, such as `l4d2-sourcemod-1.12`. */
  name,
  /** Short name of the game, such as `left4dead2`. */
  game: z.string(),
  /** Version of SourceMod. */
  sourcemod: z.string(),
  /** The files that it was built from, by name, with their hashes. */
  sources: z.array(z.strictObject({ path: name, sha256: z.string().regex(/^[0-9a-f]{64}$/) })),
  /** The include files that it knows, each with the package that it comes from. */
  includes: z.record(z.string(), z.string()),
  /** Includes of other people, with the names that each is known to define. None of these names is there without its include. */
  libraries: z.array(apiLibrarySchema).optional(),
  functions: z.array(apiFunctionSchema),
  forwards: z.array(apiForwardSchema),
  types: z.array(apiTypeSchema),
  members: z.array(apiMemberSchema),
  constants: z.array(apiConstantSchema),
  events: z.array(apiEventSchema),
  /** Networked and datamap properties; one inside another is written with a dot. */
  netprops: z.array(name),
});
/** Every name that a game and its SourceMod know. */
export type ApiIndexData = z.infer<typeof apiIndexSchema>;
