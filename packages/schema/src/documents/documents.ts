import type { z } from "zod";
import { apiIndexSchema } from "./api-index.ts";
import { libraryListSchema } from "./api-library.ts";
import { chatExampleSchema } from "../examples/chat-example.ts";
import { configSchema } from "./config.ts";
import { datasetDiffSchema, verificationSchema } from "./dataset-diff.ts";
import { dedupeReportSchema } from "./dedupe-report.ts";
import { evalResultsSchema } from "./eval-results.ts";
import { evalSuiteSchema } from "./eval-suite.ts";
import { jobRecordSchema, productionSchema } from "./job-record.ts";
import { modelTableSchema } from "./model-table.ts";
import { preferenceExampleSchema } from "../examples/preference-example.ts";
import { preflightReportSchema } from "./preflight-report.ts";
import { pricingSchema } from "./pricing.ts";
import { reinforcementExampleSchema } from "../examples/reinforcement-example.ts";
import { reportDataSchema } from "./report-data.ts";
import { rulePackSchema } from "./rule-pack.ts";
import { sanitizeReportSchema } from "./sanitize-report.ts";
import { candidatePairSchema, signatureLineSchema } from "./signature.ts";
import { splitManifestSchema } from "./split-manifest.ts";
import { stepRecordsSchema } from "./step-record.ts";
import { tokenReportSchema } from "./token-report.ts";
import { validationReportSchema } from "./validation-report.ts";

/** Every kind of file that crosses a package, by the name of its JSON Schema file. */
export const documents: Readonly<Record<string, z.ZodType>> = {
  "api-index": apiIndexSchema,
  "candidate-pair": candidatePairSchema,
  "chat-example": chatExampleSchema,
  config: configSchema,
  "dataset-diff": datasetDiffSchema,
  "dedupe-report": dedupeReportSchema,
  "eval-results": evalResultsSchema,
  "eval-suite": evalSuiteSchema,
  "job-record": jobRecordSchema,
  "library-list": libraryListSchema,
  "model-table": modelTableSchema,
  "preference-example": preferenceExampleSchema,
  "preflight-report": preflightReportSchema,
  pricing: pricingSchema,
  production: productionSchema,
  "reinforcement-example": reinforcementExampleSchema,
  "report-data": reportDataSchema,
  "rule-pack": rulePackSchema,
  "sanitize-report": sanitizeReportSchema,
  "signature-line": signatureLineSchema,
  "split-manifest": splitManifestSchema,
  "step-records": stepRecordsSchema,
  "token-report": tokenReportSchema,
  "validation-report": validationReportSchema,
  verification: verificationSchema,
};
