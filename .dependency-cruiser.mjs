/** Which package may import which; the arrows of ARCHITECTURE.md. */
const packages = {
  schema: [],
  jsonl: ["schema"],
  sourcepawn: ["schema"],
  sanitizer: ["schema", "jsonl", "sourcepawn"],
  splitter: ["schema", "jsonl", "sourcepawn"],
  "job-launcher": ["schema", "jsonl"],
  "local-provider": ["schema", "jsonl"],
  evals: ["schema", "sourcepawn"],
  reports: ["schema"],
  "copilot-server": ["schema"],
};

const boundaries = Object.entries(packages).map(([name, allowed]) => ({
  name: `${name}-imports`,
  comment: `${name} may import only ${allowed.length === 0 ? "no package of the workspace" : allowed.join(", ")}.`,
  severity: "error",
  from: { path: `^packages/${name}/` },
  to: { path: "^packages/", pathNot: `^packages/(${[name, ...allowed].join("|")})/` },
}));

export default {
  forbidden: [
    ...boundaries,
    {
      name: "no-deep-imports",
      comment: "Another package is reached through its index, never through a path inside it.",
      severity: "error",
      from: { path: "^packages/([^/]+)/" },
      to: {
        path: "^packages/([^/]+)/src/",
        pathNot: [
          "^packages/$1/",
          "^packages/[^/]+/src/(index|testing|testing/index)\\.ts$",
          // Entry points of their own, for who must start without the schemas.
          "^packages/schema/src/(pipeline-error|format-count|version-name|usual-epochs|examples/json-text|documents/split-sides)\\.ts$",
        ],
      },
    },
    { name: "no-circular", severity: "error", from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } } },
    { name: "not-resolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(/dist/|/cli/program/|\\.test\\.ts$)" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: ".tsconfig.tests.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["@tunewright/source", "import", "node", "default"],
      extensions: [".ts", ".js", ".json"],
    },
  },
};
