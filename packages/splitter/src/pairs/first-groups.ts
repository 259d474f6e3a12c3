import type { Hazard, RecordPlace } from "@tunewright/schema";
import type { RecordTable } from "../records/record-table.ts";
import { type KeyGroup, LISTED_RECORDS } from "./shared-key-groups.ts";

interface Listed extends Pick<KeyGroup, "size" | "fits" | "order"> {
  readonly members: Uint32Array;
}

/** Keeps the groups that a report lists: the first ones in the order of the records, whatever order they come in. */
export class FirstGroups {
  readonly #most: number;
  #listed = new Map<number, Listed>();
  /** Groups from this one on are not among the first. */
  #bound = Number.POSITIVE_INFINITY;

  /** @param most How many are kept. */
  constructor(most: number) {
    this.#most = most;
  }

  /** Takes a group; of several with the same records the first one stands for all. */
  add({ size, members, fits, fingerprint, order }: KeyGroup): void {
    if (order >= this.#bound || this.#most === 0) return;
    const known = this.#listed.get(fingerprint);
    if (known !== undefined && known.order <= order) return;
    this.#listed.set(fingerprint, { size, fits, order, members: members.slice(0, LISTED_RECORDS) });
    if (this.#listed.size >= this.#most * 2) this.#cut();
  }

  /** @param cap For the reason why a group is not kept together. */
  describe(table: RecordTable, code: Hazard["code"], cap: number): Hazard[] {
    this.#cut();
    return Array.from(this.#listed.values(), ({ size, members, fits }): Hazard => {
      const places: RecordPlace[] = Array.from(members, (record) => table.placeOf(record));
      const group = { code, size, records: places };
      if (fits) return { ...group, kept: "together" };
      return { ...group, kept: "apart", reason: `More than ${cap} records share it, so it tells little about each.` };
    });
  }

  #cut(): void {
    const first = [...this.#listed].sort(([, left], [, right]) => left.order - right.order).slice(0, this.#most);
    this.#listed = new Map(first);
    if (first.length === this.#most) this.#bound = first.at(-1)?.[1].order ?? this.#bound;
  }
}
