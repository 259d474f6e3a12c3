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
  testEnvironment: "node",
  // Types and tests run on the source of the packages; what is published names only the build.
  testEnvironmentOptions: { customExportConditions: ["@tunewright/source", "node", "node-addons"] },
  setupFilesAfterEnv: ["<rootDir>/scripts/jest/fail-on-console.ts"],
  // The last reporter ends the output with `N passed, N failed`.
  reporters: ["default", "<rootDir>/scripts/jest/summary-reporter.ts"],
  maxWorkers: 2,
  testTimeout: 30_000,
};

export default config;
