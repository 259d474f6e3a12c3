/** What tests import as `@jest/globals`, in a process without jest; see preload.ts. */
export { expect } from "expect";
export { afterAll, afterEach, beforeAll, beforeEach, describe, it, test } from "jest-circus";
