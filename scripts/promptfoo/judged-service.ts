/** An OpenAI-shaped chat service for {@link file://../check-promptfoo.ts}: two right answers, one wrong one, and no plugin for the rest. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";

const code = (...lines: readonly string[]): string => `Here it is:\n\n\`\`\`sourcepawn\n${lines.join("\n")}\n\`\`\`\n`;

const answers: readonly (readonly [RegExp, string])[] = [
  [
    /adrenaline/,
    code(
      'public void OnPluginStart() { HookEvent("adrenaline_used", OnUsed); }',
      "void OnUsed(Event event, const char[] name, bool dontBroadcast)",
      "{",
      '    int client = GetClientOfUserId(event.GetInt("userid"));',
      "    if (client == 0) return;",
      '    SetEntPropFloat(client, Prop_Send, "m_flLaggedMovementValue", 1.3); // not m_flSpeed',
      '    CreateTimer(5.0, Reset, event.GetInt("userid"));',
      "}",
      "Action Reset(Handle timer, int userid)",
      "{",
      "    int client = GetClientOfUserId(userid);",
      '    if (client != 0) SetEntPropFloat(client, Prop_Send, "m_flLaggedMovementValue", 1.0);',
      "    return Plugin_Stop;",
      "}",
    ),
  ],
  [
    /Hunter/,
    code(
      'public OnPluginStart() { HookEvent("lunge_pounce", OnPounce); }',
      "public OnPounce(Handle:event, const String:name[], bool:dontBroadcast)",
      "{",
      '    new hunter = GetClientOfUserId(GetEventInt(event, "userid"));',
      '    if (hunter != 0) PrintToChatAll("%N flew %d", hunter, GetEventInt(event, "distance"));',
      "}",
    ),
  ],
  [/a mob/, code("void Next() { CreateTimer(RandomFloat(60.0, 120.0), Mob); } // GetRandomFloat")],
];

const server = createServer((request, response) => {
  void json(request).then((body) => {
    const prompt = (body as { messages: { content: string }[] }).messages.at(-1)?.content ?? "";
    const content = answers.find(([task]) => task.test(prompt))?.[1] ?? "I cannot write plugins.";
    response.setHeader("content-type", "application/json");
    response.end(
      JSON.stringify({ choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content } }] }),
    );
  });
});
server.listen(0, "127.0.0.1", () => {
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`);
});
