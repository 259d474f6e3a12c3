import { bodyEffects } from "./body-effects.ts";
import { itemEffects } from "./item-effects.ts";
import type { Piece } from "./piece.ts";
import { screenEffects } from "./screen-effects.ts";

/** What happens to a living survivor. Each is one call of one function. */
export const effects: readonly Piece[] = [...bodyEffects, ...itemEffects, ...screenEffects];
