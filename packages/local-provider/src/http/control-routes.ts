import type { FastifyInstance, FastifyRequest } from "fastify";
import type { FaultEngine } from "../faults/fault-engine.ts";
import { faultPlanSchema } from "../faults/fault.ts";
import { ApiError } from "./api-error.ts";
import { parseRequest } from "./parse-request.ts";

/** `/_control/faults`: reads, sets and clears the fault plan. From this machine only. */
export function registerControl(app: FastifyInstance, faults: FaultEngine): void {
  const assertLocal = async ({ ip }: FastifyRequest): Promise<void> => {
    if (!/^(?:127\.|::1$|::ffff:127\.)/.test(ip)) {
      throw new ApiError("Faults are set from this machine only.", { status: 403, code: "host_not_allowed" });
    }
  };
  const describe = (): object => ({ version: 1, faults: faults.describe() });

  app.get("/_control/faults", { preHandler: assertLocal }, describe);
  app.post("/_control/faults", { preHandler: assertLocal }, (request) => {
    faults.replace(parseRequest(faultPlanSchema, request.body).faults);
    return describe();
  });
  app.delete("/_control/faults", { preHandler: assertLocal }, () => {
    faults.replace([]);
    return describe();
  });
}
