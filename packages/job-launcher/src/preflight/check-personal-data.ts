import type { Severity } from "@tunewright/schema";
import { personalNumbers } from "./personal-numbers.ts";
import type { RecordText } from "./record-texts.ts";

/** A finding of one record; its file and line are added by the caller. */
export interface RecordFinding {
  readonly code: string;
  readonly severity: Severity;
  readonly path: string;
  readonly message: string;
}

const email =
  /(?<![\w.+-])[\w.+-]{1,64}@((?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24})(?![\w-])/g;
const ipv4 = /(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?!\w|\.\d)/g;
const phone = /(?<![\w.+-])\+\d{1,3}[ ./-]?(?:\(\d{1,4}\)[ ./-]?)?\d{2,4}(?:[ ./-]?\d{2,4}){2,4}(?![\w.-])/g;
/** Domains and addresses that documentation may use (RFC 2606, RFC 5737, RFC 1918 and the loopback). */
const exampleDomain = /(?:^|\.)(?:example|test|invalid|localhost|local)(?:\.(?:com|net|org))?$/i;
const harmlessIp =
  /^(?:0|10|127|169\.254|172\.(?:1[6-9]|2\d|3[01])|192\.0\.2|192\.168|198\.51\.100|203\.0\.113|22[4-9]|2[34]\d|25[0-5])\./;

/**
 * Looks for what points to a person: mail addresses, public IP addresses, telephone numbers, and the numbers of cards, accounts and
 * social security.
 *
 * Warnings, because a person has to decide; the value itself is never quoted.
 */
export function checkPersonalData({ path, text }: RecordText): RecordFinding[] {
  const findings: RecordFinding[] = [];
  const add = (code: string, what: string): void => {
    const message = `The text holds ${what}; take it out unless the person agreed.`;
    findings.push({ code, severity: "warning", path, message });
  };
  if (text.includes("@") && someMatch(text, email, (match) => !exampleDomain.test(match[1] ?? ""))) {
    add("personal-email", "a mail address");
  }
  if (someMatch(text, ipv4, (match) => isPublicIp(match[0]))) add("personal-ip", "a public IP address");
  if (text.includes("+") && someMatch(text, phone, (match) => hasPhoneDigits(match[0]))) {
    add("personal-phone", "a telephone number");
  }
  for (const { code, what, pattern, isReal } of personalNumbers) {
    const known = findings.some((finding) => finding.code === code);
    if (!known && someMatch(text, pattern, (match) => isReal(match[0]))) add(code, what);
  }
  return findings;
}

function someMatch(text: string, pattern: RegExp, counts: (match: RegExpExecArray) => boolean): boolean {
  for (const match of text.matchAll(pattern)) if (counts(match)) return true;
  return false;
}

function isPublicIp(address: string): boolean {
  const parts = address.split(".").map(Number);
  // Versions such as 1.12.0.7 look alike; an address has no leading zero and its last part is not 0.
  if (parts.some((part) => part > 255) || /(?:^|\.)0\d/.test(address) || parts[3] === 0) return false;
  if ((parts[0] ?? 0) < 11) return false;
  return !harmlessIp.test(address);
}

function hasPhoneDigits(number: string): boolean {
  const digits = number.replace(/\D/g, "").length;
  return digits >= 9 && digits <= 15;
}
