import type { KnipConfig } from "knip";

const config: KnipConfig = {
  // An export that only its own file uses is there for its documentation or its test.
  ignoreExportsUsedInFile: true,
  workspaces: {
    ".": {
      entry: ["scripts/**/*.ts"],
      project: ["scripts/**/*.ts"],
      // The first is called by its path in scripts/build.ts, the second named in scripts/reference/typedoc.json.
      ignoreDependencies: ["@typescript/native", "typedoc-plugin-markdown"],
      // A test runs it where it is installed.
      ignoreBinaries: ["parallel"],
    },
    "packages/*": {
      entry: ["src/**/*-worker.ts", "src/testing/main-process.ts", "src/**/*.test.ts"],
      project: ["src/**/*.ts"],
    },
  },
};

export default config;
