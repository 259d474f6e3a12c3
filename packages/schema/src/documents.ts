import type { z } from "zod";
import { chatExampleSchema } from "./chat-example.ts";
import { configSchema } from "./config.ts";
import { jobRecordSchema, productionSchema } from "./job-record.ts";
import { preferenceExampleSchema } from "./preference-example.ts";
import { preflightReportSchema } from "./preflight-report.ts";
import { reinforcementExampleSchema } from "./reinforcement-example.ts";
import { stepRecordsSchema } from "./step-record.ts";
import { validationReportSchema } from "./validation-report.ts";

/** Every kind of file that crosses a package, by the name of its JSON Schema file. */
export const documents: Readonly<Record<string, z.ZodType>> = {
  "chat-example": chatExampleSchema,
  config: configSchema,
  "job-record": jobRecordSchema,
  "preference-example": preferenceExampleSchema,
  "preflight-report": preflightReportSchema,
  production: productionSchema,
  "reinforcement-example": reinforcementExampleSchema,
  "step-records": stepRecordsSchema,
  "validation-report": validationReportSchema,
};
