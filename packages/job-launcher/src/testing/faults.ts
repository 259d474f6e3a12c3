/** Something that a fake service does instead of answering as it should. */
export type Fault =
  /** Answers with this status; the request has no effect. */
  | {
      readonly kind: "status";
      readonly status: number;
      readonly retryAfter?: string;
      readonly code?: string;
      readonly message?: string;
    }
  /** Cuts the connection before the request takes effect. */
  | { readonly kind: "cut-before" }
  /** Lets the request take effect and cuts the connection instead of answering. */
  | { readonly kind: "cut-after" }
  /** Lets the request take effect and answers with this status. */
  | { readonly kind: "status-after"; readonly status: number }
  /** Lets the request take effect and answers with something that is not JSON. */
  | { readonly kind: "garbage" }
  /** Lets the request take effect and answers with `{}`. */
  | { readonly kind: "hollow" };

/** Which requests go wrong: matched in order, each entry once. */
export type FaultPlan = { readonly method?: string; readonly path: RegExp; readonly fault: Fault }[];

/** Takes the first fault of the plan that fits a request. */
export function takeFault(plan: FaultPlan, method: string, path: string): Fault | undefined {
  const index = plan.findIndex((entry) => (entry.method ?? method) === method && entry.path.test(path));
  return index === -1 ? undefined : plan.splice(index, 1)[0]?.fault;
}
