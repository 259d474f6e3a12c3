import type { Category } from "../record.ts";

/** Something that is counted per player. */
export interface Tally {
  readonly id: string;
  readonly category: Category;
  readonly event: string;
  /** Field with the userid of the player who is credited. */
  readonly field: string;
  /** Completes "counts …". */
  readonly phrase: string;
  readonly label: string;
  readonly team: 2 | 3;
}

type Row = readonly [event: string, field: string, phrase: string, label: string, team?: 3];

const special: readonly Row[] = [
  ["lunge_pounce", "userid", "how many pounces each Hunter player lands", "pounces", 3],
  ["tongue_grab", "userid", "how many survivors each Smoker player catches", "grabs", 3],
  ["charger_carry_start", "userid", "how many carries each Charger player starts", "carries", 3],
  ["charger_impact", "userid", "how many survivors each Charger bowls over", "impacts", 3],
  ["jockey_ride", "userid", "how many rides each Jockey player gets", "rides", 3],
  ["player_now_it", "attacker", "how many survivors each Boomer player covers in bile", "biles", 3],
  ["player_now_it", "userid", "how often each survivor is covered in bile", "times biled"],
  ["lunge_pounce", "victim", "how often each survivor is pounced", "times pounced"],
  ["tongue_grab", "victim", "how often each survivor is caught by a tongue", "times grabbed"],
  ["charger_carry_start", "victim", "how often each survivor is carried off", "times carried"],
  ["jockey_ride", "victim", "how often each survivor is ridden", "times ridden"],
  ["hunter_punched", "userid", "how many Hunters each survivor shoves", "Hunter shoves"],
  ["hunter_headshot", "userid", "how many Hunters each survivor headshots", "Hunter headshots"],
  ["boomer_exploded", "attacker", "how many Boomers each survivor pops", "Boomers"],
  ["spitter_killed", "attacker", "how many Spitters each survivor kills", "Spitters"],
  ["jockey_killed", "attacker", "how many Jockeys each survivor kills", "Jockeys"],
  ["charger_killed", "attacker", "how many Chargers each survivor kills", "Chargers"],
  ["tank_killed", "attacker", "how many Tanks each survivor finishes", "Tanks"],
  ["witch_killed", "userid", "how many Witches each survivor kills", "Witches"],
  ["entered_spit", "userid", "how often each survivor walks into spit", "acid baths"],
];

const survivor: readonly Row[] = [
  ["infected_death", "attacker", "the common infected that each survivor kills", "kills"],
  ["revive_success", "userid", "how many team mates each survivor helps up", "revives"],
  ["heal_success", "userid", "how many first aid kits each survivor uses", "heals"],
  ["pills_used", "userid", "how many pills each survivor takes", "pills"],
  ["player_incapacitated", "userid", "how often each survivor goes down", "incaps"],
  ["player_ledge_grab", "userid", "how often each survivor hangs from a ledge", "ledges"],
  ["melee_kill", "userid", "the melee kills of each survivor", "melee kills"],
  ["friendly_fire", "attacker", "how often each survivor hits a team mate", "friendly hits"],
  ["molotov_thrown", "userid", "the molotovs each survivor throws", "molotovs"],
  ["adrenaline_used", "userid", "the adrenaline shots each survivor uses", "shots"],
  ["defibrillator_used", "userid", "the defibrillators each survivor uses", "defibs"],
  ["infected_decapitated", "userid", "the heads each survivor takes off", "heads"],
  ["player_jump", "userid", "how often each survivor jumps", "jumps"],
];

const map: readonly Row[] = [
  ["gascan_pour_completed", "userid", "the gas cans each survivor pours", "cans"],
  ["gascan_dropped", "userid", "the gas cans each survivor drops", "drops"],
  ["triggered_car_alarm", "userid", "the car alarms each survivor sets off", "alarms"],
  ["create_panic_event", "userid", "the panic events each survivor starts", "panics"],
  ["survivor_rescued", "rescuer", "the team mates each survivor lets out of closets", "rescues"],
  ["foot_locker_opened", "userid", "the foot lockers each survivor opens", "lockers"],
  ["mounted_gun_start", "userid", "how often each survivor takes a mounted gun", "guns"],
  ["door_open", "userid", "the doors each survivor opens", "doors"],
];

function toTally(category: Category, [event, field, phrase, label, team]: Row): Tally {
  return { id: `${event}-${field}`.replaceAll("_", "-"), category, event, field, phrase, label, team: team ?? 2 };
}

/** The things that composed plugins count. */
export const tallies: readonly Tally[] = [
  ...special.map((row) => toTally("special-infected-events", row)),
  ...survivor.map((row) => toTally("survivor-mechanics", row)),
  ...map.map((row) => toTally("map-events", row)),
];
