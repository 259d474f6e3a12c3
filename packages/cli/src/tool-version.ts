import { readFileSync } from "node:fs";
import { ownFile } from "./own-file.ts";

const manifest = JSON.parse(readFileSync(ownFile("package.json"), "utf8")) as { version: string };

/** Version of tunewright, as records and manifests carry it. */
export const toolVersion: string = manifest.version;
