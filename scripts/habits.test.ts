/** What the documents for contributors and the workflows speak of is there. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@jest/globals";
import { parse } from "yaml";
import { listSources } from "./list-sources.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), "utf8");
const { scripts } = JSON.parse(read("package.json")) as { scripts: Readonly<Record<string, string>> };
const workflows = readdirSync(join(root, ".github/workflows")).map((name) => `.github/workflows/${name}`);
/** pnpm's own commands, and the program of the workspace. */
const builtIn = new Set(["install", "tunewright", "--recursive"]);

/** Paths of the repository that a text names between backticks or as a link. */
function pathsIn(text: string): readonly string[] {
  const spans = [...text.matchAll(/`([^`\s]+)`|\]\(([^)\s]+)\)/g)].map(([, span, link]) => span ?? link ?? "");
  const inside = /^(?:packages|data|scripts|\.github|\.changeset)\/[\w./-]+$|^[A-Z]+\.md$/;
  return spans.filter((span) => inside.test(span) && !span.includes("vN"));
}

describe("documents for contributors", () => {
  it.each(["CONTRIBUTING.md", "SECURITY.md", "ARCHITECTURE.md", ".changeset/README.md"])(
    "%s names files that are there",
    (path) => {
      const missing = pathsIn(read(path)).filter(
        (named) => !existsSync(join(root, named)) && !existsSync(join(root, "packages/cli/src", named)),
      );
      expect(missing).toEqual([]);
    },
  );

  it("say scripts that package.json has", () => {
    const said = ["CONTRIBUTING.md", ".changeset/README.md", ".github/pull_request_template.md", ...workflows].flatMap(
      (path) => [...read(path).matchAll(/pnpm(?:@[\d.]+)? (?:run )?([\w:-]+)/g)].map(([, name = ""]) => name),
    );
    expect(said.filter((name) => scripts[name] === undefined && !builtIn.has(name))).toEqual([]);
  });

  it("number their decisions without a gap", () => {
    const records = readdirSync(join(root, ".github/decisions")).filter((name) => name !== "README.md");
    expect(records.map((name) => Number(name.slice(0, 4)))).toEqual(records.map((_, index) => index + 1));
    for (const name of records) {
      const text = read(join(".github/decisions", name));
      expect(text).toContain("**Status:**");
      for (const part of ["What pressed", "Decision", "What it costs", "What would change it"])
        expect(text).toContain(`**${part}.**`);
    }
  });

  it("explain words in the order of the alphabet, each of which the sources use", () => {
    const words = [...read("packages/schema/GLOSSARY.md").matchAll(/^\| \*\*(.+?)\*\*/gm)].map(([, word = ""]) => word);
    expect(words).toEqual(words.toSorted((a, b) => a.localeCompare(b, "en")));
    const sources = listSources(join(root, "packages"))
      .map((path) => relative(root, path))
      .filter((path) => path.split(sep)[2] === "src")
      .map((path) => read(path).toLowerCase())
      .join("\n");
    expect(words.filter((word) => !sources.includes(word.toLowerCase()))).toEqual([]);
  });
});

describe("workflows and templates for GitHub", () => {
  const files = readdirSync(join(root, ".github"), { recursive: true, encoding: "utf8" }).filter((path) =>
    path.endsWith(".yml"),
  );

  it.each(files)("%s is YAML without a fault", (path) => {
    expect(() => parse(read(join(".github", path)), { strict: true })).not.toThrow();
  });

  it.each(workflows)("%s gives its token no more than it says, and pins its actions", (path) => {
    const workflow = parse(read(path)) as {
      permissions?: Readonly<Record<string, string>>;
      jobs: Readonly<Record<string, { steps: readonly { uses?: string }[] }>>;
    };
    expect(workflow.permissions?.["contents"]).toBe("read");
    const used = Object.values(workflow.jobs).flatMap(({ steps }) => steps.flatMap(({ uses }) => uses ?? []));
    // Where a token may sign or write, an action is named by its commit: a tag can be moved.
    const maySign = Object.values(workflow.permissions ?? {}).includes("write");
    const pinned = maySign ? /@[0-9a-f]{40}$/ : /@(?:v\d+|[0-9a-f]{40})$/;
    expect(used.filter((action) => !pinned.test(action))).toEqual([]);
  });
});
