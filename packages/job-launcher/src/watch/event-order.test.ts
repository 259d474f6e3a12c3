import { describe, expect, it } from "@jest/globals";
import type { RemoteEvent } from "../training-provider.ts";
import { oldestFirst } from "./event-order.ts";

const told = (id: string, createdAt: number | null): RemoteEvent => ({
  id,
  createdAt,
  level: "info",
  type: "message",
  message: id,
  data: {},
});

describe("oldestFirst()", () => {
  it.each([
    { what: "begins with the newest", listed: [told("c", 2000), told("b", 1000), told("a", 1000)], order: "a b c" },
    { what: "begins with the oldest", listed: [told("a", 1000), told("b", 1000), told("c", 2000)], order: "a b c" },
    { what: "is in no order", listed: [told("c", 3000), told("a", 1000), told("b", 2000)], order: "a b c" },
    { what: "tells no times", listed: [told("b", null), told("a", null)], order: "a b" },
    { what: "tells one time for all", listed: [told("b", 1000), told("a", 1000)], order: "a b" },
    { what: "is empty", listed: [], order: "" },
  ])("orders a list that $what", ({ listed, order }) => {
    expect(
      oldestFirst(listed)
        .map(({ id }) => id)
        .join(" "),
    ).toBe(order);
  });
});
