import { code, type Piece } from "./piece.ts";

/** What happens to the body of a survivor: health, speed, movement. */
export const bodyEffects: readonly Piece[] = [
  {
    id: "heal",
    phrase: "gives them some permanent health up to the maximum",
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
    phrase: "grants them temporary health",
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
    id: "push",
    phrase: "bounces them up a little",
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
    phrase: "resets their shove fatigue",
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
    id: "hurt",
    phrase: "hurts them a little without taking the last health point",
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
];
