import type { Category } from "../record.ts";
import type { Trigger } from "./piece.ts";

type Row = readonly [event: string, field: string, who: string, other: string, phrase: string, note: string];

// An `other` is written `field:variable`; an empty field means that the event is about the whole team.
const special: readonly Row[] = [
  ["lunge_pounce", "victim", "victim", "userid:hunter", "a Hunter lands a pounce on a survivor", "`lunge_pounce` carries the Hunter in `userid` and the survivor in `victim`."],
  ["pounce_end", "victim", "survivor", "userid:hunter", "a Hunter lets go of a survivor", "`pounce_end` fires when the pin is over, whoever ended it."],
  ["tongue_grab", "victim", "victim", "userid:smoker", "a Smoker's tongue catches a survivor", "In `tongue_grab` the Smoker is `userid` and the survivor is `victim`."],
  ["tongue_release", "victim", "survivor", "userid:smoker", "a Smoker's tongue lets a survivor go", "`tongue_release` also carries the `distance` of the pull."],
  ["choke_start", "victim", "victim", "userid:smoker", "a Smoker starts choking a survivor", "`choke_start` comes after `tongue_grab`, once the survivor hangs or is reached."],
  ["choke_end", "victim", "survivor", "userid:smoker", "a survivor stops being choked", "`choke_end` has the same two player fields as `choke_start`."],
  ["charger_carry_start", "victim", "carried", "userid:charger", "a Charger picks up a survivor", "`charger_carry_start` carries the Charger in `userid` and the survivor in `victim`."],
  ["charger_carry_end", "victim", "carried", "userid:charger", "a Charger stops carrying a survivor", "`charger_carry_end` is not the end of the attack: a pummel usually follows."],
  ["charger_impact", "victim", "bowled", "userid:charger", "a survivor is bowled over by a charge", "`charger_impact` fires for the bystanders, not for the survivor who is carried."],
  ["charger_pummel_start", "victim", "victim", "userid:charger", "a Charger begins to pummel a survivor", "`charger_pummel_start` has the Charger in `userid`."],
  ["charger_pummel_end", "victim", "survivor", "userid:charger", "a pummelled survivor gets free", "`charger_pummel_end` also names the `rescuer`, if there was one."],
  ["jockey_ride", "victim", "ridden", "userid:jockey", "a Jockey jumps on a survivor", "`jockey_ride` is the start of the ride; the end has an event of its own."],
  ["jockey_ride_end", "victim", "survivor", "userid:jockey", "a Jockey ride ends", "`jockey_ride_end` gives the `ride_length` in seconds and the `rescuer`."],
  ["player_now_it", "userid", "biled", "attacker:boomer", "a survivor is covered in bile", "In `player_now_it` the survivor is `userid` and the Boomer is `attacker`."],
  ["player_no_longer_it", "userid", "survivor", "", "the bile on a survivor wears off", "`player_no_longer_it` only has `userid`."],
  ["entered_spit", "userid", "survivor", "", "a survivor steps into Spitter acid", "`entered_spit` fires once on entering, not for every tick of damage."],
  ["boomer_exploded", "attacker", "killer", "", "a survivor pops a Boomer", "In `boomer_exploded` the Boomer is `userid`, so the killer has to be read from `attacker`."],
  ["charger_killed", "attacker", "killer", "", "a survivor kills a Charger", "`charger_killed` also has the flags `melee` and `charging`."],
  ["jockey_killed", "attacker", "killer", "", "a survivor kills a Jockey", "`jockey_killed` has the survivor in `attacker`."],
  ["spitter_killed", "attacker", "killer", "", "a survivor kills a Spitter", "`spitter_killed` tells with `has_spit` whether the Spitter got to spit."],
  ["hunter_punched", "userid", "puncher", "", "a survivor shoves a Hunter away", "In `hunter_punched` the survivor is `userid`; the Hunter is `hunteruserid`."],
  ["jockey_punched", "userid", "puncher", "", "a survivor shoves a Jockey away", "In `jockey_punched` the survivor is `userid`; the Jockey is `jockeyuserid`."],
  ["hunter_headshot", "userid", "shooter", "", "a survivor headshots a Hunter", "`hunter_headshot` has the flag `islunging` for a shot out of the air."],
  ["tank_killed", "attacker", "killer", "", "a survivor lands the last hit on a Tank", "`tank_killed` has the Tank in `userid` and the killer in `attacker`."],
  ["witch_killed", "userid", "killer", "", "a survivor kills a Witch", "`witch_killed` has `oneshot` for a crowned Witch."],
  ["witch_harasser_set", "userid", "harasser", "", "a survivor startles a Witch", "`witch_harasser_set` names the survivor the Witch goes after."],
];

const survivor: readonly Row[] = [
  ["player_incapacitated", "userid", "downed", "", "a survivor goes down", "`player_incapacitated` fires after the survivor is down, so health reads are already the incapacitated ones."],
  ["player_ledge_grab", "userid", "hanging", "", "a survivor grabs a ledge", "`player_ledge_grab` has whoever pushed the survivor in `causer`."],
  ["player_ledge_release", "userid", "survivor", "", "a survivor lets go of a ledge", "`player_ledge_release` only has `userid`."],
  ["revive_success", "subject", "revived", "", "a survivor is helped up", "In `revive_success` the helper is `userid` and the one who was down is `subject`."],
  ["heal_success", "subject", "healed", "", "a survivor is patched up with a first aid kit", "`heal_success` has the healer in `userid`, the patient in `subject` and the points in `health_restored`."],
  ["pills_used", "userid", "survivor", "", "a survivor swallows pain pills", "`pills_used` has the survivor who took them in `userid`."],
  ["adrenaline_used", "userid", "survivor", "", "a survivor uses adrenaline", "`adrenaline_used` only has `userid`."],
  ["defibrillator_used", "subject", "returned", "", "a dead survivor is brought back with a defibrillator", "`defibrillator_used` has the rescuer in `userid` and the one who came back in `subject`."],
  ["player_jump", "userid", "jumper", "", "a survivor jumps", "`player_jump` fires for infected players too, hence the team check."],
  ["infected_decapitated", "userid", "slicer", "", "a survivor takes a zombie's head off", "`infected_decapitated` has the `weapon` that did it."],
  ["melee_kill", "userid", "fighter", "", "a survivor gets a melee kill", "`melee_kill` has the flag `ambush` for a kill on an unaware zombie."],
  ["item_pickup", "userid", "picker", "", "a survivor picks up an item", "`item_pickup` gives the item without the `weapon_` prefix."],
  ["upgrade_pack_used", "userid", "deployer", "", "a survivor deploys an upgrade pack", "`upgrade_pack_used` has the pack entity in `upgradeid`."],
  ["survivor_rescued", "victim", "rescued", "", "a survivor is let out of a rescue closet", "`survivor_rescued` has `rescuer` and `victim`, not `userid`."],
  ["molotov_thrown", "userid", "thrower", "", "a survivor throws a molotov", "`molotov_thrown` only has `userid`."],
  ["weapon_given", "userid", "receiver", "", "a survivor is handed pills or adrenaline", "`weapon_given` has the receiver in `userid` and the one who gave in `giver`."],
  ["player_falldamage", "userid", "faller", "", "a survivor takes fall damage", "`player_falldamage` has the `damage` as a float."],
  ["zombie_ignited", "userid", "igniter", "", "a survivor sets a zombie on fire", "`zombie_ignited` has `fire_ammo` for incendiary rounds."],
  ["ammo_pickup", "userid", "survivor", "", "a survivor refills ammo", "`ammo_pickup` only has `userid`."],
  ["weapon_fire_on_empty", "userid", "shooter", "", "a survivor pulls the trigger on an empty gun", "`weapon_fire_on_empty` has the `weapon` by name."],
];

const map: readonly Row[] = [
  ["player_entered_checkpoint", "userid", "survivor", "", "a survivor steps into a saferoom", "`player_entered_checkpoint` can fire with no player behind it, so a zero client is normal."],
  ["player_left_checkpoint", "userid", "survivor", "", "a survivor steps out of a saferoom", "`player_left_checkpoint` is one event per player; the team has `player_left_safe_area`."],
  ["player_left_safe_area", "userid", "leader", "", "the first survivor leaves the safe area", "`player_left_safe_area` fires once a round, with the player who went first."],
  ["triggered_car_alarm", "userid", "culprit", "", "a survivor sets off a car alarm", "`triggered_car_alarm` only has `userid`."],
  ["gascan_pour_completed", "userid", "pourer", "", "a survivor finishes pouring a gas can", "`gascan_pour_completed` fires for every can, in Scavenge and in the finales that use fuel."],
  ["gascan_dropped", "userid", "carrier", "", "a survivor drops a gas can", "`gascan_dropped` only has `userid`."],
  ["rescue_door_open", "userid", "opener", "", "a survivor opens a rescue closet", "`rescue_door_open` has the door entity in `entindex`."],
  ["mounted_gun_start", "userid", "gunner", "", "a survivor takes a mounted gun", "`mounted_gun_start` has the gun in `subject`."],
  ["foot_locker_opened", "userid", "finder", "", "a survivor opens a foot locker", "`foot_locker_opened` only has `userid`."],
  ["create_panic_event", "userid", "culprit", "", "a survivor triggers a panic event", "`create_panic_event` has a `userid` of 0 when the map itself called the horde."],
  ["door_unlocked", "userid", "opener", "", "a survivor unlocks a door", "`door_unlocked` has the flag `checkpoint` for saferoom doors."],
  ["panic_event_finished", "", "survivor", "", "a panic event is over", "`panic_event_finished` has no fields, so the plugin walks over the team."],
  ["finale_start", "", "survivor", "", "the finale starts", "`finale_start` has no player, so the plugin walks over the team."],
  ["finale_vehicle_ready", "", "survivor", "", "the rescue vehicle is ready", "`finale_vehicle_ready` only has the `campaign`, so the plugin walks over the team."],
  ["finale_vehicle_incoming", "", "survivor", "", "the rescue vehicle is on its way", "`finale_vehicle_incoming` comes some time before `finale_vehicle_ready`."],
  ["finale_escape_start", "", "survivor", "", "the escape part of the finale begins", "`finale_escape_start` has no fields."],
  ["gauntlet_finale_start", "", "survivor", "", "a gauntlet finale begins", "Gauntlet finales fire `gauntlet_finale_start`, not only `finale_start`."],
  ["survival_round_start", "", "survivor", "", "a survival round goes live", "`survival_round_start` has no fields."],
  ["scavenge_round_start", "", "survivor", "", "a scavenge round starts", "`scavenge_round_start` has `round` and `firsthalf`."],
];

function toTrigger(category: Category, [event, field, who, other, phrase, note]: Row): Trigger {
  const [otherField, otherName] = other.split(":");
  return {
    id: event.replaceAll("_", "-"),
    category,
    event,
    phrase,
    who,
    note,
    ...(field === "" ? {} : { field }),
    ...(otherField === undefined || otherName === undefined ? {} : { other: [otherField, otherName] as const }),
  };
}

/** The events that composed plugins react to. */
export const triggers: readonly Trigger[] = [
  ...special.map((row) => toTrigger("special-infected-events", row)),
  ...survivor.map((row) => toTrigger("survivor-mechanics", row)),
  ...map.map((row) => toTrigger("map-events", row)),
];
