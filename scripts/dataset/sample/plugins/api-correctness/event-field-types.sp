// ask: Which Event getters do I need for lunge_pounce, jockey_ride_end and player_now_it? Short working example.
// say: Whole numbers and userids with `GetInt`, fractions with `GetFloat`, flags with `GetBool`, text with `GetString`.
#include <sourcemod>

#pragma semicolon 1
#pragma newdecls required

public Plugin myinfo =
{
    name = "Field Types",
    author = "tunewright",
    description = "Reads fields of each type.",
    version = "1.0.0",
    url = ""
};

public void OnPluginStart()
{
    HookEvent("lunge_pounce", Event_Pounce);
    HookEvent("jockey_ride_end", Event_RideEnd);
    HookEvent("player_now_it", Event_NowIt);
    HookEvent("item_pickup", Event_Pickup);
}

public void Event_Pounce(Event event, const char[] name, bool dontBroadcast)
{
    PrintToServer("distance %d, damage %d", event.GetInt("distance"), event.GetInt("damage"));
}

public void Event_RideEnd(Event event, const char[] name, bool dontBroadcast)
{
    PrintToServer("ride of %.2f seconds", event.GetFloat("ride_length"));
}

public void Event_NowIt(Event event, const char[] name, bool dontBroadcast)
{
    PrintToServer("exploded: %s", event.GetBool("exploded") ? "yes" : "no");
}

public void Event_Pickup(Event event, const char[] name, bool dontBroadcast)
{
    char item[32];
    event.GetString("item", item, sizeof(item));
    PrintToServer("picked up %s", item);
}
