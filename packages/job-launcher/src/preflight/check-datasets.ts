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

/** Images that OpenAI takes in one file, by the records that hold them. */
const maxImageExamples = 50_000;

/** Reads every record: shape, the provider's own rules, secrets, personal data, and overlap of the two files. */
export async function checkDatasets(options: RunPreflightOptions): Promise<PreflightFinding[]> {
  const { train, validation } = options;
  const trained = new Set<string>();
  const findings = await checkFile(train.path, options, (digest) => {
    trained.add(digest);
    return false;
  });
  if (validation === undefined) return findings;
  return [...findings, ...(await checkFile(validation.path, options, (digest) => trained.has(digest)))];
}

/** @param isTrained Whether a record, by the hash of its text, was met in the training file before. */
async function checkFile(
  path: string,
  { plan, provider, signal }: RunPreflightOptions,
  isTrained: (digest: string) => boolean,
): Promise<PreflightFinding[]> {
  const reading = signal === undefined ? {} : { signal };
  const checked = await validateFile(path, { format: formatOfMethod[plan.method], ...reading });
  const findings = checked.issues.map(({ code, severity, ...place }) => fileFinding(path, code, severity, place));
  const secrets = new SecretScanner(path);
  let images = 0;
  for await (const item of readJsonl(path, reading)) {
    if (item.kind === "invalid") continue;
    const rules = checkProviderRules(item.value, { provider: provider.name, method: plan.method });
    if (rules.images > 0) images += 1;
    const texts = recordTexts(item.value);
    await secrets.add(item.line, texts);
    const found = [...rules.findings, ...texts.flatMap((text) => checkPersonalData(text))];
    for (const { code, severity, ...place } of found) {
      findings.push(fileFinding(path, code, severity, { ...place, line: item.line }));
    }
    if (isTrained(createHash("sha256").update(item.text.trim()).digest("base64"))) {
      const message = "The record is in the training file too; its score would say nothing. Split again.";
      findings.push(fileFinding(path, "split-overlap", "error", { line: item.line, message }));
    }
  }
  findings.push(...(await secrets.finish()));
  if (images > maxImageExamples) {
    const message = `${formatCount(images, "example holds", "examples hold")} images; at most ${maxImageExamples} are taken.`;
    findings.push(fileFinding(path, "too-many-image-examples", "error", { message }));
  }
  // By line, whoever found it: a person goes through the file from its top.
  findings.sort((left, right) => left.line - right.line);
  return shorten(findings, path);
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
