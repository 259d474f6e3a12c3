import type { KnipConfig } from "knip";

const config: KnipConfig = {
  workspaces: {
    ".": {
      entry: ["scripts/**/*.ts", "jest.config.ts"],
      project: ["scripts/**/*.ts"],
      // Named by path in scripts/build.ts, or found by the tools themselves.
      ignoreDependencies: ["@typescript/native", "@swc/core", "typescript", "oxlint-tsgolint", "node", "@jest/reporters"],
    },
    "packages/*": {
      entry: ["src/index.ts", "src/testing.ts", "src/testing/index.ts", "src/**/*-worker.ts", "src/**/*.test.ts", "bin/*.js"],
      project: ["src/**/*.ts"],
    },
  },
};

export default config;
