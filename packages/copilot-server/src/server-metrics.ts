import { Counter, Gauge, Histogram, Registry } from "prom-client";

/** What Prometheus can ask this server; no label holds anything of a request but its route. */
export class ServerMetrics {
  readonly registry = new Registry();
  readonly requests = new Counter({
    name: "tunewright_requests_total",
    help: "Requests by route and status.",
    labelNames: ["route", "status"] as const,
    registers: [this.registry],
  });
  readonly seconds = new Histogram({
    name: "tunewright_request_seconds",
    help: "Seconds from the request to the end of the answer.",
    labelNames: ["route"] as const,
    buckets: [0.005, 0.02, 0.1, 0.5, 1, 2, 5, 10, 30, 60, 120],
    registers: [this.registry],
  });
  readonly streams = new Gauge({
    name: "tunewright_open_streams",
    help: "Streams that are open now.",
    registers: [this.registry],
  });
  readonly findings = new Counter({
    name: "tunewright_guard_findings_total",
    help: "What the guard repaired or reported, by rule.",
    labelNames: ["rule", "action"] as const,
    registers: [this.registry],
  });
  readonly tokens = new Counter({
    name: "tunewright_tokens_total",
    help: "Tokens, as the model's service counts them.",
    labelNames: ["kind"] as const,
    registers: [this.registry],
  });
  readonly cost = new Counter({
    name: "tunewright_cost_usd_total",
    help: "Cost of all answers in USD.",
    registers: [this.registry],
  });
}
