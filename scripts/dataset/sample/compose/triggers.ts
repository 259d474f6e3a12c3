import type { Category } from "../record.ts";
import { mapRows } from "./map-triggers.ts";
import type { Trigger, TriggerRow } from "./piece.ts";
import { specialInfectedRows } from "./special-infected-triggers.ts";
import { survivorRows } from "./survivor-triggers.ts";

function toTrigger(category: Category, [event, field, who, other, phrase, note]: TriggerRow): Trigger {
  const [otherField, otherName] = other.split(":");
  return {
    id: event.replaceAll("_", "-"),
    category,
    event,
    phrase,
    who,
    note,
    ...(field === "" ? {} : { field }),
    ...(otherField === undefined || otherName === undefined ? {} : { other: [otherField, otherName] as const }),
  };
}

/** The events that composed plugins react to. */
export const triggers: readonly Trigger[] = [
  ...specialInfectedRows.map((row) => toTrigger("special-infected-events", row)),
  ...survivorRows.map((row) => toTrigger("survivor-mechanics", row)),
  ...mapRows.map((row) => toTrigger("map-events", row)),
];
