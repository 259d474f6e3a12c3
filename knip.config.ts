import type { KnipConfig } from "knip";

const config: KnipConfig = {
  // An export that only its own file uses is there for its documentation or its test.
  ignoreExportsUsedInFile: true,
  workspaces: {
    ".": {
      entry: ["scripts/**/*.ts"],
      project: ["scripts/**/*.ts"],
      // The first two are called by their paths in scripts, the last is named in scripts/reference/typedoc.json.
      ignoreDependencies: ["@typescript/native", "assemblyscript", "typedoc-plugin-markdown"],
      // GNU parallel, which scripts/cluster.test.ts runs where it is installed.
      ignoreBinaries: ["mkfifo", "parallel"],
    },
    "packages/*": {
      entry: ["src/**/*-worker.ts", "src/testing/main-process.ts", "src/**/*.test.ts"],
      project: ["src/**/*.ts"],
    },
  },
};

export default config;
