/** A kind of number that belongs to one person. */
export interface PersonalNumber {
  readonly code: string;
  /** What the text holds, with its article. */
  readonly what: string;
  readonly pattern: RegExp;
  /** Tells a number of this kind from one that only looks like it. */
  readonly isReal: (text: string) => boolean;
}

const digitsOf = (text: string): string => text.replace(/\D/g, "");

/**
 * Numbers that carry their own proof: a card's last digit (ISO/IEC 7812-1), an account's remainder (ISO 13616) and the ranges that were
 * never given out (US Social Security Administration). So hardly any number of ordinary code is taken for one.
 */
export const personalNumbers: readonly PersonalNumber[] = [
  {
    code: "personal-card",
    what: "the number of a payment card",
    pattern:
      /(?<![\w.-])(?:[456]\d{3}|2[2-7]\d{2})[ -]?\d{4}[ -]?\d{4}[ -]?\d{4}(?![\w-])|(?<![\w.-])3[47]\d{2}[ -]?\d{6}[ -]?\d{5}(?![\w-])/g,
    isReal: (text) => passesLuhn(digitsOf(text)) && new Set(digitsOf(text)).size > 1,
  },
  {
    code: "personal-iban",
    what: "the number of a bank account",
    pattern: /(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![A-Za-z0-9])/g,
    isReal: (text) => passesMod97(text.replaceAll(" ", "")),
  },
  {
    code: "personal-ssn",
    what: "a US social security number",
    pattern: /(?<![\w.-])(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\w-])/g,
    isReal: () => true,
  },
  {
    code: "personal-phone",
    what: "a telephone number",
    pattern: /(?<![\w.+(-])(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[-.])[2-9]\d{2}[-.]\d{4}(?![\w-])/g,
    // 555-0100 to 555-0199 are kept for stories.
    isReal: (text) => !/55501\d\d$/.test(digitsOf(text)),
  },
];

function passesLuhn(digits: string): boolean {
  const sum = Array.from(digits, Number)
    .reverse()
    .reduce((total, digit, index) => {
      const value = digit * (index % 2 === 1 ? 2 : 1);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return sum % 10 === 0;
}

function passesMod97(account: string): boolean {
  const turned = account.slice(4) + account.slice(0, 4);
  let rest = 0;
  for (const sign of turned) {
    const value = Number.parseInt(sign, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}
