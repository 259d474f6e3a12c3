import { code, type Piece } from "./piece.ts";

/** A state that a watcher looks for in every living survivor. */
export interface Condition extends Omit<Piece, "body" | "guard"> {
  /** True while the state does not hold. */
  readonly skip: string;
}

/** States that can be read from netprops and flags. */
export const conditions: readonly Condition[] = [
  {
    id: "low-health",
    phrase: "survivor below 30 health",
    skip: "IsIncapacitated($who) || GetClientHealth($who) >= 30",
    needs: ["IsIncapacitated"],
  },
  {
    id: "third-strike",
    phrase: "survivor in black and white",
    skip: 'GetEntProp($who, Prop_Send, "m_bIsOnThirdStrike") == 0',
  },
  { id: "on-fire", phrase: "burning survivor", skip: "(GetEntityFlags($who) & FL_ONFIRE) == 0" },
  { id: "in-water", phrase: "survivor wading in water", skip: 'GetEntProp($who, Prop_Send, "m_nWaterLevel") < 1' },
  { id: "down", phrase: "incapacitated survivor", skip: "!IsIncapacitated($who)", needs: ["IsIncapacitated"] },
  {
    id: "hanging",
    phrase: "survivor hanging from a ledge",
    skip: 'GetEntProp($who, Prop_Send, "m_isHangingFromLedge") == 0',
  },
  {
    id: "pinned-by-smoker",
    phrase: "survivor held by a tongue",
    skip: 'GetEntPropEnt($who, Prop_Send, "m_tongueOwner") <= 0',
  },
  {
    id: "pinned-by-hunter",
    phrase: "survivor pinned by a Hunter",
    skip: 'GetEntPropEnt($who, Prop_Send, "m_pounceAttacker") <= 0',
  },
  {
    id: "ridden",
    phrase: "survivor ridden by a Jockey",
    skip: 'GetEntPropEnt($who, Prop_Send, "m_jockeyAttacker") <= 0',
  },
  {
    id: "pummelled",
    phrase: "survivor pummelled by a Charger",
    skip: 'GetEntPropEnt($who, Prop_Send, "m_pummelAttacker") <= 0',
  },
  { id: "crouching", phrase: "crouching survivor", skip: "(GetClientButtons($who) & IN_DUCK) == 0" },
  { id: "alone", phrase: "survivor far from the rest of the team", skip: "!IsAlone($who, 1200.0)", needs: ["IsAlone"] },
  {
    id: "no-pills",
    phrase: "survivor with nothing in the pills slot",
    includes: ["sdktools"],
    skip: "GetPlayerWeaponSlot($who, 4) != -1",
  },
  {
    id: "no-kit",
    phrase: "survivor without a first aid kit",
    includes: ["sdktools"],
    skip: "GetPlayerWeaponSlot($who, 3) != -1",
  },
  {
    id: "mounted-gun",
    phrase: "survivor on a mounted gun",
    skip: 'GetEntProp($who, Prop_Send, "m_usingMountedGun") == 0',
  },
  {
    id: "in-checkpoint",
    phrase: "survivor waiting in a saferoom",
    includes: ["left4dhooks"],
    skip: "!L4D_IsInFirstCheckpoint($who) && !L4D_IsInLastCheckpoint($who)",
  },
  {
    id: "idle-keys",
    phrase: "survivor who presses nothing",
    skip: "GetClientButtons($who) != 0 || IsFakeClient($who)",
  },
  {
    id: "overheal",
    phrase: "survivor with a full temporary buffer",
    skip: 'GetEntPropFloat($who, Prop_Send, "m_healthBuffer") < 50.0',
  },
];

/** Functions that pieces may call, by name. */
export const helpers: Readonly<Record<string, string>> = {
  IsLivingSurvivor: code(`
    bool IsLivingSurvivor(int client)
    {
        return client > 0 && client <= MaxClients && IsClientInGame(client) && GetClientTeam(client) == 2
            && IsPlayerAlive(client);
    }`),
  IsIncapacitated: code(`
    bool IsIncapacitated(int client)
    {
        return GetEntProp(client, Prop_Send, "m_isIncapacitated") != 0;
    }`),
  CountLivingSurvivors: code(`
    int CountLivingSurvivors()
    {
        int count = 0;
        for (int i = 1; i <= MaxClients; i++)
        {
            if (IsClientInGame(i) && GetClientTeam(i) == 2 && IsPlayerAlive(i))
            {
                count++;
            }
        }
        return count;
    }`),
  IsAlone: code(`
    bool IsAlone(int client, float radius)
    {
        float origin[3];
        float other[3];
        GetClientAbsOrigin(client, origin);
        for (int i = 1; i <= MaxClients; i++)
        {
            if (i == client || !IsClientInGame(i) || GetClientTeam(i) != 2 || !IsPlayerAlive(i))
            {
                continue;
            }
            GetClientAbsOrigin(i, other);
            if (GetVectorDistance(origin, other) < radius)
            {
                return false;
            }
        }
        return true;
    }`),
};
