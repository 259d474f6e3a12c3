import { createHash } from "node:crypto";
import { readJsonl, validateFile } from "@tunewright/jsonl";
import { formatOfMethod, type PreflightFinding } from "@tunewright/schema";
import { formatCount } from "@tunewright/schema/format-count";
import { checkPersonalData } from "./check-personal-data.ts";
import { checkProviderRules } from "./check-provider-rules.ts";
import { SecretScanner } from "./check-secrets.ts";
import { fileFinding } from "./finding.ts";
import { recordTexts } from "./record-texts.ts";
import type { RunPreflightOptions } from "./run-preflight.ts";

/** Findings of one kind and file that are told one by one; the rest is counted. */
const maxPerCode = 20;

/** Reads every record: shape, the provider's own rules, secrets, personal data, and overlap of the two files. */
export async function checkDatasets(options: RunPreflightOptions): Promise<PreflightFinding[]> {
  const { plan, provider, train, validation, signal } = options;
  const findings: PreflightFinding[] = [];
  const trained = new Set<string>();
  for (const file of validation === undefined ? [train] : [train, validation]) {
    const ofFile: PreflightFinding[] = [];
    const checked = await validateFile(file.path, {
      format: formatOfMethod[plan.method],
      ...(signal === undefined ? {} : { signal }),
    });
    for (const { code, severity, line, path, message } of checked.issues) {
      ofFile.push(fileFinding(file.path, code, severity, { line, path, message }));
    }
    const secrets = new SecretScanner(file.path);
    let images = 0;
    for await (const item of readJsonl(file.path, signal === undefined ? {} : { signal })) {
      if (item.kind === "invalid") continue;
      const add = (
        found: readonly { code: string; severity: PreflightFinding["severity"]; path: string; message: string }[],
      ): void => {
        for (const { code, severity, path, message } of found) {
          ofFile.push(fileFinding(file.path, code, severity, { line: item.line, path, message }));
        }
      };
      const rules = checkProviderRules(item.value, { provider: provider.name, method: plan.method });
      if (rules.images > 0) images += 1;
      add(rules.findings);
      const texts = recordTexts(item.value);
      for (const text of texts) add(checkPersonalData(text));
      await secrets.add(item.line, texts);
      const digest = createHash("sha256").update(item.text.trim()).digest("base64");
      if (file === train) trained.add(digest);
      else if (trained.has(digest)) {
        add([
          {
            code: "split-overlap",
            severity: "error",
            path: "",
            message: "The record is in the training file too; its score would say nothing. Split again.",
          },
        ]);
      }
    }
    ofFile.push(...(await secrets.finish()));
    if (images > 50_000) {
      ofFile.push(
        fileFinding(file.path, "too-many-image-examples", "error", {
          message: `${formatCount(images, "example holds", "examples hold")} images; at most 50000 are taken.`,
        }),
      );
    }
    // By line, whoever found it: a person goes through the file from its top.
    ofFile.sort((left, right) => left.line - right.line);
    findings.push(...shorten(ofFile, file.path));
  }
  return findings;
}

/** Keeps a broken file from filling the report. */
function shorten(findings: readonly PreflightFinding[], file: string): PreflightFinding[] {
  const counts = new Map<string, { count: number; severity: PreflightFinding["severity"] }>();
  const kept = findings.filter(({ code, severity }) => {
    const entry = counts.get(code) ?? { count: 0, severity };
    entry.count += 1;
    counts.set(code, entry);
    return entry.count <= maxPerCode;
  });
  for (const [code, { count, severity }] of counts) {
    if (count <= maxPerCode) continue;
    const more = count - maxPerCode;
    kept.push(fileFinding(file, code, severity, { message: `${more} more lines of this file have the same finding.` }));
  }
  return kept;
}
