/** What the guard does: repair wrong names, only mark them, or nothing. */
export type GuardMode = "repair" | "mark" | "off";
