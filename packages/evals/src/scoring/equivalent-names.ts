/**
 * Functions of the old API and the methodmap members that took their place; both are right, and a suite may name either.
 *
 * Source: SourceMod's own include files, where the methodmap member is declared as an alias of the function.
 */
const memberOf: ReadonlyMap<string, string> = new Map([
  ["GetEventBool", "Event.GetBool"],
  ["GetEventInt", "Event.GetInt"],
  ["GetEventFloat", "Event.GetFloat"],
  ["GetEventString", "Event.GetString"],
  ["GetEventName", "Event.GetName"],
  ["SetEventBool", "Event.SetBool"],
  ["SetEventInt", "Event.SetInt"],
  ["SetEventFloat", "Event.SetFloat"],
  ["SetEventString", "Event.SetString"],
  ["FireEvent", "Event.Fire"],
  ["CancelCreatedEvent", "Event.Cancel"],
  ["GetConVarBool", "ConVar.BoolValue"],
  ["SetConVarBool", "ConVar.BoolValue"],
  ["GetConVarInt", "ConVar.IntValue"],
  ["SetConVarInt", "ConVar.IntValue"],
  ["GetConVarFloat", "ConVar.FloatValue"],
  ["SetConVarFloat", "ConVar.FloatValue"],
  ["GetConVarString", "ConVar.GetString"],
  ["SetConVarString", "ConVar.SetString"],
  ["HookConVarChange", "ConVar.AddChangeHook"],
  ["UnhookConVarChange", "ConVar.RemoveChangeHook"],
  ["GetArraySize", "ArrayList.Length"],
  ["GetArrayCell", "ArrayList.Get"],
  ["SetArrayCell", "ArrayList.Set"],
  ["GetArrayString", "ArrayList.GetString"],
  ["PushArrayCell", "ArrayList.Push"],
  ["PushArrayString", "ArrayList.PushString"],
  ["RemoveFromArray", "ArrayList.Erase"],
  ["GetTrieValue", "StringMap.GetValue"],
  ["SetTrieValue", "StringMap.SetValue"],
  ["GetTrieString", "StringMap.GetString"],
  ["SetTrieString", "StringMap.SetString"],
  ["RemoveFromTrie", "StringMap.Remove"],
  ["AddMenuItem", "Menu.AddItem"],
  ["SetMenuTitle", "Menu.SetTitle"],
  ["DisplayMenu", "Menu.Display"],
  ["GetMenuItem", "Menu.GetItem"],
  ["KvGetNum", "KeyValues.GetNum"],
  ["KvSetNum", "KeyValues.SetNum"],
  ["KvGetString", "KeyValues.GetString"],
  ["KvSetString", "KeyValues.SetString"],
  ["KvJumpToKey", "KeyValues.JumpToKey"],
  ["WritePackCell", "DataPack.WriteCell"],
  ["WritePackString", "DataPack.WriteString"],
  ["ReadPackCell", "DataPack.ReadCell"],
  ["ReadPackString", "DataPack.ReadString"],
  ["ResetPack", "DataPack.Reset"],
]);

/**
 * One spelling for the two ways to write the same call.
 *
 * @param name A function, or `Type.member`.
 * @returns `Type.member` where the function is its old form, else the name itself.
 */
export function canonicalName(name: string): string {
  return memberOf.get(name) ?? name;
}
