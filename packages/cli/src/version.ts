import { readFileSync } from "node:fs";

const manifest = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as { version: string };

/** Version of tunewright, as records and manifests carry it. */
export const toolVersion: string = manifest.version;
