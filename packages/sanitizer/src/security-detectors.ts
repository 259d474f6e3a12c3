import type { Detector } from "./language-adapter.ts";

export const securityDetectors: Readonly<Record<string, Detector>> = {};
