import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "@jest/globals";
import { type LocalProvider, startLocalProvider } from "../start-local-provider.ts";

let folder: string;
let service: LocalProvider;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tunewright-empty-"));
  service = await startLocalProvider({ stateDirectory: folder });
});
afterEach(async () => {
  await service.close();
  await rm(folder, { recursive: true });
});

it.each([
  { what: "no body at all", body: "", status: 404 },
  { what: "an empty object", body: "{}", status: 404 },
  { what: "half a body", body: '{"a":', status: 400 },
  { what: "a body that would poison a prototype", body: '{"__proto__":{"a":1}}', status: 400 },
])("answers a cancel of an unknown job with $what by $status", async ({ body, status }) => {
  const answer = await fetch(`${service.baseUrl}/fine_tuning/jobs/ftjob-none/cancel`, {
    method: "POST",
    headers: { authorization: "Bearer any", "content-type": "application/json" },
    body,
  });
  expect(answer.status).toBe(status);
});
