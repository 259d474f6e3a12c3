import { readFileSync } from "node:fs";
import { z } from "zod";

const manifest: unknown = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));

/** Version of tunewright, as records and manifests carry it. */
export const toolVersion: string = z.object({ version: z.string() }).parse(manifest).version;
