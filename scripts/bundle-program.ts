/**
 * Puts the command line and all that it uses into a few files, `packages/cli/program`.
 *
 * Node spends about a millisecond on each module that it loads, and a command takes five hundred of them. The packages stay as they
 * are for whoever imports them; only `bin/tunewright.js` runs the bundle.
 */
import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { build, type Metafile, type Plugin } from "esbuild";

/** Modules that run in a thread of their own; the program finds them by their names beside it. */
const workers = [
  "packages/jsonl/dist/work/digest-worker.js",
  "packages/local-provider/dist/training/training-worker.js",
  "packages/sanitizer/dist/files/sanitize-worker.js",
  "packages/splitter/dist/records/analyse-worker.js",
];

const namedExports = "named-exports";

/**
 * `await import("yaml")` has the names of a CommonJS package in Node, which reads them off its source; esbuild hands over the default
 * export alone. Node is asked for the names, and they are written down.
 */
const namedExportsOfCommonJs: Plugin = {
  name: "named-exports-of-common-js",
  setup(builder) {
    builder.onResolve({ filter: /^[^./]/ }, async ({ path, kind, importer, resolveDir, pluginData }) => {
      if (kind !== "dynamic-import" || importer.includes("node_modules") || /^(?:node:|@tunewright\/)/.test(path))
        return;
      if (pluginData === namedExports) return;
      const found = await builder.resolve(path, { kind, importer, resolveDir, pluginData: namedExports });
      const loaded = (await import(pathToFileURL(found.path).href)) as { "module.exports"?: object };
      const exported = loaded["module.exports"];
      return exported === undefined
        ? found
        : { path: found.path, namespace: namedExports, pluginData: Object.keys({ ...loaded, ...exported }) };
    });
    builder.onLoad(
      { filter: /.*/, namespace: namedExports },
      ({ path, pluginData }: { path: string; pluginData: string[] }) => {
        const names = pluginData.filter((name) => name !== "default" && /^[A-Za-z_$][\w$]*$/.test(name));
        return {
          contents: `const all = require(${JSON.stringify(path)});\nexport default all;\nexport const { ${names.join(", ")} } = all;`,
          resolveDir: dirname(path),
        };
      },
    );
  },
};

/**
 * recheck's entry for Node hands each pattern to a thread, whose file it looks for beside itself: in a bundle there is none. Its entry
 * for browsers holds the same checker and needs nothing else.
 */
const recheckWithoutThread: Plugin = {
  name: "recheck-without-thread",
  setup(builder) {
    builder.onResolve({ filter: /^recheck$/ }, ({ kind, importer, resolveDir }) =>
      builder.resolve("recheck/lib/browser.js", { kind, importer, resolveDir, pluginData: namedExports }),
    );
  },
};

/** @param root Folder of the workspace, which is compiled already. */
export async function bundleProgram(root: string): Promise<void> {
  const outdir = join(root, "packages/cli/program");
  rmSync(outdir, { recursive: true, force: true });
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ["packages/cli/dist/main.js", ...workers],
    entryNames: "[name]",
    outdir,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node22.15",
    minifySyntax: true,
    minifyWhitespace: true,
    // CommonJS modules ask for Node's own by `require`, which ESM has not.
    banner: {
      js: 'import { createRequire as createRequireOfProgram } from "node:module"; const require = createRequireOfProgram(import.meta.url);',
    },
    plugins: [namedExportsOfCommonJs, recheckWithoutThread],
    metafile: true,
    legalComments: "none",
    logLevel: "warning",
  });
  writeFileSync(join(outdir, "LICENSES.txt"), licensesOf(root, metafile));
}

/** The licences of everything that was taken in, which go with it. */
function licensesOf(root: string, { inputs }: Metafile): string {
  const folders = new Set(
    Object.keys(inputs).flatMap(
      (path) => /^node_modules\/.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0] ?? [],
    ),
  );
  return [...folders]
    .toSorted()
    .map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")) as Record<
        "name" | "version" | "license",
        string
      >;
      const file = readdirSync(join(root, folder)).find((entry) => /^licen[cs]e(?:\.\w+)?$/i.test(entry));
      const text = file === undefined ? "" : `\n${readFileSync(join(root, folder, file), "utf8").trim()}\n`;
      return `${name} ${version}, ${license}\n${text}`;
    })
    .join(`\n${"-".repeat(80)}\n\n`);
}
