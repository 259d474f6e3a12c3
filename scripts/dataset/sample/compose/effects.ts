import { code, type Piece } from "./piece.ts";

/** What happens to a living survivor. Each is one call of one function. */
export const effects: readonly Piece[] = [
  {
    id: "heal",
    phrase: "gives that survivor some permanent health, never above the maximum",
    globals: ["ConVar g_cvHeal;"],
    start: ['g_cvHeal = CreateConVar("$p_heal", "10", "Health to give.", FCVAR_NOTIFY, true, 0.0, true, 100.0);'],
    body: ["HealSurvivor($who, g_cvHeal.IntValue);"],
    functions: [
      code(`
        void HealSurvivor(int $c, int amount)
        {
            if (IsIncapacitated($c))
            {
                return;
            }

            int maximum = GetEntProp($c, Prop_Send, "m_iMaxHealth");
            int health = GetClientHealth($c) + amount;
            SetEntityHealth($c, health > maximum ? maximum : health);
        }`),
    ],
    needs: ["IsIncapacitated"],
  },
  {
    id: "temp-health",
    phrase: "grants temporary health",
    globals: ["ConVar g_cvBuffer;"],
    start: ['g_cvBuffer = CreateConVar("$p_buffer", "15.0", "Temporary health to grant.", FCVAR_NOTIFY, true, 0.0);'],
    body: ["AddTempHealth($who, g_cvBuffer.FloatValue);"],
    functions: [
      code(`
        void AddTempHealth(int $c, float amount)
        {
            float buffer = GetEntPropFloat($c, Prop_Send, "m_healthBuffer") + amount;
            float room = 100.0 - float(GetClientHealth($c));
            SetEntPropFloat($c, Prop_Send, "m_healthBuffer", buffer > room ? room : buffer);
            SetEntPropFloat($c, Prop_Send, "m_healthBufferTime", GetGameTime());
        }`),
    ],
  },
  {
    id: "speed",
    phrase: "makes them faster for a few seconds",
    globals: ["ConVar g_cvSpeed;", "ConVar g_cvSpeedTime;"],
    start: [
      'g_cvSpeed = CreateConVar("$p_speed", "1.25", "Movement multiplier.", FCVAR_NOTIFY, true, 0.1, true, 3.0);',
      'g_cvSpeedTime = CreateConVar("$p_speed_time", "4.0", "Seconds it lasts.", FCVAR_NOTIFY, true, 0.1);',
    ],
    body: ["StartSpeed($who);"],
    functions: [
      code(`
        void StartSpeed(int $c)
        {
            SetEntPropFloat($c, Prop_Send, "m_flLaggedMovementValue", g_cvSpeed.FloatValue);
            CreateTimer(g_cvSpeedTime.FloatValue, Timer_EndSpeed, GetClientUserId($c), TIMER_FLAG_NO_MAPCHANGE);
        }

        public Action Timer_EndSpeed(Handle timer, int userid)
        {
            int $c = GetClientOfUserId(userid);
            if ($c > 0 && IsClientInGame($c))
            {
                SetEntPropFloat($c, Prop_Send, "m_flLaggedMovementValue", 1.0);
            }
            return Plugin_Stop;
        }`),
    ],
  },
  {
    id: "slow",
    phrase: "slows them down for a moment",
    defines: ["#define SLOW_FACTOR 0.6", "#define SLOW_SECONDS 3.0"],
    body: ["SlowDown($who);"],
    functions: [
      code(`
        void SlowDown(int $c)
        {
            SetEntPropFloat($c, Prop_Send, "m_flLaggedMovementValue", SLOW_FACTOR);
            CreateTimer(SLOW_SECONDS, Timer_NormalPace, GetClientUserId($c), TIMER_FLAG_NO_MAPCHANGE);
        }

        public Action Timer_NormalPace(Handle timer, any userid)
        {
            int $c = GetClientOfUserId(userid);
            if ($c != 0 && IsPlayerAlive($c))
            {
                SetEntPropFloat($c, Prop_Send, "m_flLaggedMovementValue", 1.0);
            }
            return Plugin_Stop;
        }`),
    ],
  },
  {
    id: "glow",
    phrase: "outlines them with a glow for some seconds",
    includes: ["sdktools"],
    defines: ["#define GLOW_SECONDS 6.0"],
    body: ["StartGlow($who);"],
    functions: [
      code(`
        void StartGlow(int $c)
        {
            SetEntProp($c, Prop_Send, "m_glowColorOverride", 255 + (160 << 8));
            SetEntProp($c, Prop_Send, "m_iGlowType", 3);
            CreateTimer(GLOW_SECONDS, Timer_StopGlow, GetClientUserId($c), TIMER_FLAG_NO_MAPCHANGE);
        }

        public Action Timer_StopGlow(Handle timer, int userid)
        {
            int $c = GetClientOfUserId(userid);
            if ($c != 0 && IsClientInGame($c))
            {
                SetEntProp($c, Prop_Send, "m_iGlowType", 0);
                SetEntProp($c, Prop_Send, "m_glowColorOverride", 0);
            }
            return Plugin_Stop;
        }`),
    ],
  },
  {
    id: "fade",
    phrase: "flashes their screen",
    defines: ["#define FFADE_IN 0x0001", "#define FFADE_PURGE 0x0010"],
    body: ["FlashScreen($who, 600);"],
    functions: [
      code(`
        void FlashScreen(int $c, int milliseconds)
        {
            if (IsFakeClient($c))
            {
                return;
            }

            Handle message = StartMessageOne("Fade", $c);
            if (message == null)
            {
                return;
            }

            BfWrite buffer = UserMessageToBfWrite(message);
            buffer.WriteShort(milliseconds);
            buffer.WriteShort(milliseconds / 2);
            buffer.WriteShort(FFADE_IN | FFADE_PURGE);
            buffer.WriteByte(200);
            buffer.WriteByte(40);
            buffer.WriteByte(20);
            buffer.WriteByte(90);
            EndMessage();
        }`),
    ],
  },
  {
    id: "shake",
    phrase: "shakes their screen",
    body: ["ShakeScreen($who, 8.0, 1.2);"],
    functions: [
      code(`
        void ShakeScreen(int $c, float amplitude, float seconds)
        {
            if (IsFakeClient($c))
            {
                return;
            }

            Handle message = StartMessageOne("Shake", $c);
            if (message == null)
            {
                return;
            }

            BfWrite buffer = UserMessageToBfWrite(message);
            buffer.WriteByte(0);
            buffer.WriteFloat(amplitude);
            buffer.WriteFloat(1.0);
            buffer.WriteFloat(seconds);
            EndMessage();
        }`),
    ],
  },
  {
    id: "sound",
    phrase: "plays a short sound to that player only",
    includes: ["sdktools"],
    defines: ['#define SOUND_CUE "ui/pickup_secret01.wav"'],
    mapStart: ["PrecacheSound(SOUND_CUE);"],
    body: ["PlayCue($who);"],
    functions: [
      code(`
        void PlayCue(int $c)
        {
            if (!IsFakeClient($c))
            {
                EmitSoundToClient($c, SOUND_CUE);
            }
        }`),
    ],
  },
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
    phrase: "gives a random throwable when they carry none",
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
    id: "protect",
    phrase: "blocks all damage to them for a short time",
    includes: ["sdkhooks"],
    globals: ["float g_fProtectedUntil[MAXPLAYERS + 1];", "ConVar g_cvProtect;"],
    start: [
      'g_cvProtect = CreateConVar("$p_protect", "2.0", "Seconds without damage.", FCVAR_NOTIFY, true, 0.0, true, 10.0);',
      code(`
        for (int i = 1; i <= MaxClients; i++)
        {
            if (IsClientInGame(i))
            {
                SDKHook(i, SDKHook_OnTakeDamage, OnTakeDamage);
            }
        }`),
    ],
    join: ["g_fProtectedUntil[client] = 0.0;", "SDKHook(client, SDKHook_OnTakeDamage, OnTakeDamage);"],
    body: ["g_fProtectedUntil[$who] = GetGameTime() + g_cvProtect.FloatValue;"],
    functions: [
      code(`
        public Action OnTakeDamage(int victim, int &attacker, int &inflictor, float &damage, int &damagetype)
        {
            if (victim < 1 || victim > MaxClients || GetGameTime() >= g_fProtectedUntil[victim])
            {
                return Plugin_Continue;
            }

            damage = 0.0;
            return Plugin_Handled;
        }`),
    ],
  },
  {
    id: "adrenaline",
    phrase: "starts the adrenaline effect on them",
    includes: ["left4dhooks"],
    globals: ["ConVar g_cvAdrenaline;"],
    start: [
      'g_cvAdrenaline = CreateConVar("$p_adrenaline", "8.0", "Seconds of adrenaline.", FCVAR_NOTIFY, true, 1.0);',
    ],
    body: ["StartAdrenaline($who);"],
    functions: [
      code(`
        void StartAdrenaline(int $c)
        {
            if (!L4D_IsPlayerIncapacitated($c))
            {
                L4D2_UseAdrenaline($c, g_cvAdrenaline.FloatValue, false);
            }
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
    id: "push",
    phrase: "throws them up a little",
    includes: ["sdktools"],
    globals: ["ConVar g_cvPush;"],
    start: ['g_cvPush = CreateConVar("$p_push", "260.0", "Upward speed.", FCVAR_NOTIFY, true, 0.0, true, 800.0);'],
    body: ["PushUp($who);"],
    functions: [
      code(`
        void PushUp(int $c)
        {
            float velocity[3];
            GetEntPropVector($c, Prop_Data, "m_vecVelocity", velocity);
            velocity[2] = g_cvPush.FloatValue;
            TeleportEntity($c, NULL_VECTOR, NULL_VECTOR, velocity);
        }`),
    ],
  },
  {
    id: "gravity",
    phrase: "lowers their gravity until they have settled",
    defines: ["#define LOW_GRAVITY 0.5"],
    body: ["FloatFor($who, 3.0);"],
    functions: [
      code(`
        void FloatFor(int $c, float seconds)
        {
            SetEntityGravity($c, LOW_GRAVITY);
            CreateTimer(seconds, Timer_Gravity, GetClientUserId($c), TIMER_FLAG_NO_MAPCHANGE);
        }

        public Action Timer_Gravity(Handle timer, any userid)
        {
            int $c = GetClientOfUserId(userid);
            if ($c > 0)
            {
                SetEntityGravity($c, 1.0);
            }
            return Plugin_Stop;
        }`),
    ],
  },
  {
    id: "beacon",
    phrase: "draws an expanding ring around them so that the team sees where they are",
    includes: ["sdktools"],
    globals: ["int g_iBeam;", "int g_iHalo;"],
    mapStart: [
      'g_iBeam = PrecacheModel("materials/sprites/laserbeam.vmt");',
      'g_iHalo = PrecacheModel("materials/sprites/halo01.vmt");',
    ],
    body: ["DrawRing($who);"],
    functions: [
      code(`
        void DrawRing(int $c)
        {
            float origin[3];
            GetClientAbsOrigin($c, origin);
            origin[2] += 10.0;
            int color[4] = { 80, 200, 255, 255 };
            TE_SetupBeamRingPoint(origin, 10.0, 300.0, g_iBeam, g_iHalo, 0, 15, 0.8, 4.0, 0.5, color, 10, 0);
            TE_SendToAll();
        }`),
    ],
  },
  {
    id: "tint",
    phrase: "tints their model for some seconds",
    body: ["TintModel($who);"],
    functions: [
      code(`
        void TintModel(int $c)
        {
            SetEntityRenderMode($c, RENDER_TRANSCOLOR);
            SetEntityRenderColor($c, 120, 255, 120, 255);
            CreateTimer(5.0, Timer_ClearTint, GetClientUserId($c), TIMER_FLAG_NO_MAPCHANGE);
        }

        public Action Timer_ClearTint(Handle timer, int userid)
        {
            int $c = GetClientOfUserId(userid);
            if ($c != 0 && IsClientInGame($c))
            {
                SetEntityRenderColor($c, 255, 255, 255, 255);
            }
            return Plugin_Stop;
        }`),
    ],
  },
  {
    id: "extinguish",
    phrase: "puts out any fire on them",
    includes: ["sdktools"],
    body: ["PutOutFire($who);"],
    functions: [
      code(`
        void PutOutFire(int $c)
        {
            if (GetEntityFlags($c) & FL_ONFIRE)
            {
                ExtinguishEntity($c);
            }
        }`),
    ],
  },
  {
    id: "shove-reset",
    phrase: "resets the shove fatigue",
    body: ["ResetShoves($who);"],
    functions: [
      code(`
        void ResetShoves(int $c)
        {
            SetEntProp($c, Prop_Send, "m_iShovePenalty", 0);
            SetEntPropFloat($c, Prop_Send, "m_flNextShoveTime", GetGameTime());
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
  {
    id: "hurt",
    phrase: "deals a little damage that cannot take the last health point",
    includes: ["sdkhooks"],
    globals: ["ConVar g_cvHurt;"],
    start: ['g_cvHurt = CreateConVar("$p_hurt", "3", "Damage to deal.", FCVAR_NOTIFY, true, 0.0, true, 50.0);'],
    body: ["HurtSafely($who, g_cvHurt.IntValue);"],
    functions: [
      code(`
        void HurtSafely(int $c, int damage)
        {
            int room = GetClientHealth($c) - 1;
            if (damage > room)
            {
                damage = room;
            }
            if (damage > 0)
            {
                SDKHooks_TakeDamage($c, 0, 0, float(damage), DMG_GENERIC);
            }
        }`),
    ],
  },
  {
    id: "panel",
    phrase: "shows them a small panel with their health and the size of the team",
    includes: ["sdktools"],
    body: ["ShowStatus($who);"],
    functions: [
      code(`
        void ShowStatus(int $c)
        {
            if (IsFakeClient($c))
            {
                return;
            }

            char line[64];
            Panel panel = new Panel();
            panel.SetTitle("Status");
            FormatEx(line, sizeof(line), "Health: %d", GetClientHealth($c));
            panel.DrawText(line);
            FormatEx(line, sizeof(line), "Team: %d", GetTeamClientCount(2));
            panel.DrawText(line);
            panel.Send($c, Panel_Ignore, 4);
            delete panel;
        }

        public int Panel_Ignore(Menu menu, MenuAction action, int $c, int item)
        {
            return 0;
        }`),
    ],
  },
];
