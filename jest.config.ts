import type { Config } from "jest";

const config: Config = {
  rootDir: import.meta.dirname,
  roots: ["<rootDir>/packages", "<rootDir>/scripts"],
  testMatch: ["**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/", "/dist/"],
  modulePathIgnorePatterns: ["/dist/"],
  extensionsToTreatAsEsm: [".ts"],
  transform: {
    "\\.ts$": [
      "@swc/jest",
      { jsc: { target: "es2023", parser: { syntax: "typescript" } }, module: { type: "es6" }, sourceMaps: "inline" },
    ],
  },
  testEnvironment: "<rootDir>/scripts/jest/node-environment.ts",
  // Types and tests run on the source of the packages; what is published names only the build.
  testEnvironmentOptions: { customExportConditions: ["@tunewright/source", "node", "node-addons"] },
  setupFilesAfterEnv: ["<rootDir>/scripts/jest/fail-on-console.ts"],
  // The last reporter ends the output with `N passed, N failed`.
  reporters: ["default", "<rootDir>/scripts/jest/summary-reporter.ts"],
  maxWorkers: 2,
  // v8 counts what the engine ran, without a second copy of the code; babel's figures for branches lie about ten points apart.
  coverageProvider: "v8",
  collectCoverageFrom: ["packages/*/src/**/*.ts", "!**/*.test.ts", "!**/testing/**", "!**/*-worker.ts"],
  // A floor, a little below what was measured on 2026-11-27. Much of the command line runs in processes of its own, which are not counted.
  coverageThreshold: {
    global: {},
    ...Object.fromEntries(
      ["copilot-server", "evals", "job-launcher", "jsonl", "local-provider", "reports", "sanitizer"]
        .concat(["schema", "sourcepawn", "splitter"])
        .map((name) => [`./packages/${name}/src/`, { lines: 94, branches: 84 }]),
    ),
    "./packages/cli/src/": { lines: 90, branches: 78 },
  },
  coverageReporters: ["text-summary", "json-summary", "lcovonly"],
  // Far beyond what any test takes: a busy machine must not fail one.
  testTimeout: 180_000,
};

export default config;
