import type { KnipConfig } from "knip";

const config: KnipConfig = {
  // An export that only its own file uses is there for its documentation or its test.
  ignoreExportsUsedInFile: true,
  workspaces: {
    ".": {
      entry: ["scripts/**/*.ts"],
      project: ["scripts/**/*.ts"],
      // Called by their paths in scripts/build.ts and scripts/build-kernel.ts.
      ignoreDependencies: ["@typescript/native", "assemblyscript"],
    },
    "packages/*": {
      entry: ["src/**/*-worker.ts", "src/testing/main-process.ts", "src/**/*.test.ts"],
      project: ["src/**/*.ts"],
    },
  },
};

export default config;
