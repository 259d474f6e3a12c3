import type { KnipConfig } from "knip";

const config: KnipConfig = {
  // An export that only its own file uses is there for its documentation or its test.
  ignoreExportsUsedInFile: true,
  workspaces: {
    ".": {
      entry: ["scripts/**/*.ts"],
      project: ["scripts/**/*.ts"],
      // Called by its path in scripts/build.ts.
      ignoreDependencies: ["@typescript/native"],
    },
    "packages/*": {
      entry: ["src/**/*-worker.ts", "src/testing/main-process.ts", "src/**/*.test.ts"],
      project: ["src/**/*.ts"],
    },
  },
};

export default config;
