import { code, type Piece } from "./piece.ts";

/** What happens to the things that a survivor carries. */
export const itemEffects: readonly Piece[] = [
  {
    id: "give-pills",
    phrase: "hands them pain pills if the slot is free",
    includes: ["sdktools"],
    defines: ["#define SLOT_PILLS 4"],
    body: ["GivePills($who);"],
    functions: [
      code(`
        void GivePills(int $c)
        {
            if (GetPlayerWeaponSlot($c, SLOT_PILLS) == -1)
            {
                GivePlayerItem($c, "weapon_pain_pills");
            }
        }`),
    ],
  },
  {
    id: "give-throwable",
    phrase: "gives them a random throwable if they carry none",
    includes: ["sdktools"],
    defines: ["#define SLOT_THROWABLE 2"],
    globals: ['char g_sThrowables[][] = { "weapon_molotov", "weapon_pipe_bomb", "weapon_vomitjar" };'],
    body: ["GiveThrowable($who);"],
    functions: [
      code(`
        void GiveThrowable(int $c)
        {
            if (GetPlayerWeaponSlot($c, SLOT_THROWABLE) != -1)
            {
                return;
            }

            int choice = GetRandomInt(0, sizeof(g_sThrowables) - 1);
            GivePlayerItem($c, g_sThrowables[choice]);
        }`),
    ],
  },
  {
    id: "ammo",
    phrase: "refills a part of the reserve ammo of their primary weapon",
    includes: ["sdktools"],
    defines: ["#define BONUS_ROUNDS 40"],
    body: ["RefillPrimary($who);"],
    functions: [
      code(`
        void RefillPrimary(int $c)
        {
            int weapon = GetPlayerWeaponSlot($c, 0);
            if (weapon == -1 || !HasEntProp(weapon, Prop_Send, "m_iPrimaryAmmoType"))
            {
                return;
            }

            int ammoType = GetEntProp(weapon, Prop_Send, "m_iPrimaryAmmoType");
            if (ammoType >= 0)
            {
                GivePlayerAmmo($c, BONUS_ROUNDS, ammoType, true);
            }
        }`),
    ],
  },
  {
    id: "drop-weapon",
    phrase: "makes them drop what they hold",
    includes: ["sdkhooks"],
    body: ["DropActiveWeapon($who);"],
    functions: [
      code(`
        void DropActiveWeapon(int $c)
        {
            int weapon = GetEntPropEnt($c, Prop_Send, "m_hActiveWeapon");
            if (weapon > MaxClients && IsValidEntity(weapon))
            {
                SDKHooks_DropWeapon($c, weapon);
            }
        }`),
    ],
  },
];
