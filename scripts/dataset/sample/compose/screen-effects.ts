import { code, type Piece } from "./piece.ts";

/** What a survivor or the team sees and hears. */
export const screenEffects: readonly Piece[] = [
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
