import * as z from "zod";

const name = z.string().min(1);
/** What a list of names is whole for. */
const lists = z.enum(["all", "functions"]);
/** A name, or the beginning that several share with `*` behind it: `Client_*`. */
const nameOrFamily = z.string().regex(/^\w+\*?$/, "is no name, nor the beginning of names with * behind it");

/** What an include that is no part of SourceMod is known to define, over the versions of it that people use. */
export const apiLibrarySchema = z.strictObject({
  /** File, such as `multicolors.inc`. */
  include: name,
  /** Where its names were read. */
  source: name,
  /**
   * Functions, forwards, types, constants and defines that code behind the include can use.
   *
   * `Client_*` says that it defines some names that begin so, and none but those: of such a name nothing is known.
   */
  names: z.array(nameOrFamily),
  /** `functions` where the names of types and constants are not known; left out, all names are listed. */
  lists: lists.optional(),
});
/** What an include that is no part of SourceMod is known to define. */
export type ApiLibrary = z.infer<typeof apiLibrarySchema>;

/** What people know of includes: `data/api/*.yaml`, for `tunewright api build --libraries`. */
export const libraryListSchema = z.strictObject({
  version: z.literal(1),
  description: z.string().optional(),
  libraries: z
    .array(
      z.strictObject({
        /** Files that go by these names, without `.inc`; all define the same. */
        includes: z.array(name).min(1),
        source: name,
        /** Includes of this list that the file includes itself. Those of SourceMod need no mention. */
        needs: z.array(name).default([]),
        names: z.array(nameOrFamily),
        /** `functions` where only functions, forwards and what is called like them is listed. */
        lists: lists.default("all"),
      }),
    )
    .min(1),
});
/** What people know of includes. */
export type LibraryList = z.infer<typeof libraryListSchema>;
