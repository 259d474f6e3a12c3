import type { Detector } from "../languages/language-adapter.ts";
import { bufferSize, secret } from "./hygiene-detectors.ts";
import { buildPath, formatString, serverCommand, sqlFormat } from "./injection-detectors.ts";
import { timerClient, uncheckedClient, uncheckedEntity } from "./lifetime-detectors.ts";

/** The scanners that a rule for SourcePawn can name. */
export const securityDetectors: Readonly<Record<string, Detector>> = {
  "sql-format": sqlFormat,
  "server-command": serverCommand,
  "format-string": formatString,
  "build-path": buildPath,
  "timer-client": timerClient,
  "unchecked-client": uncheckedClient,
  "unchecked-entity": uncheckedEntity,
  "buffer-size": bufferSize,
  secret,
};
