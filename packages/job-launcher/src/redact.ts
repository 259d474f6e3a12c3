/** What looks like a key, a token or a password in a URL, whoever made it. */
const patterns: readonly RegExp[] = [
  /\b(?:sk|rk|pk|fw|tgp|whsec|hf|ghp|gho|ghs|github_pat|xox[abpr]|AKIA|ASIA)[-_]?[A-Za-z0-9*_-]{6,}/g,
  /\bBearer\s+[^\s"',;]+/gi,
  /(?<=[?&](?:api[-_]?key|key|token|sig|signature|X-Amz-[A-Za-z-]+)=)[^&\s"']+/gi,
  /(?<=:\/\/)[^/\s:@]+:[^/\s@]+(?=@)/g,
];

/**
 * Takes out what must not be shown: anything that looks like a key, and the secrets that the caller knows of.
 *
 * A provider's own message can quote the key that it refused.
 *
 * @param text Text for a person, a file or a log.
 * @param secrets Exact values to take out, longest harm first; empty and very short ones are ignored.
 */
export function redact(text: string, secrets: readonly string[] = []): string {
  let clean = text;
  for (const secret of secrets) if (secret.length >= 4) clean = clean.replaceAll(secret, "[hidden]");
  for (const pattern of patterns) clean = clean.replace(pattern, "[hidden]");
  return clean;
}
