/** What the example records ask for, and the calls that answer it. */
const tasks: readonly (readonly [string, string])[] = [
  ["Load the file door.cfg.", 'LoadConfigFile("door.cfg");'],
  ["Read the colours from colours.cfg.", 'ReadConfigFile("colours.cfg");'],
  ["Save what was changed to door.cfg.", 'SaveConfigFile("door.cfg");'],
  ["Print how many lights are on.", "PrintNumber(CountLights());"],
  ["Switch every light off at midnight.", 'AtTime("00:00", SwitchLightsOff);'],
  ["Ring the bell twice.", "RingBell(2);"],
  ["Wait for ten seconds, then open the gate.", "After(10, OpenGate);"],
  ["Lower the blinds when the sun is up.", 'OnEvent("sunrise", LowerBlinds);'],
  ["Tell the owner that the battery is low.", 'SendMessage(Owner(), "The battery is low.");'],
  ["Measure the temperature of the kitchen.", 'MeasureTemperature("kitchen");'],
  ["Water the plants for one minute.", "Water(Minutes(1));"],
  ["List the doors that are not locked.", "PrintList(Doors(IsUnlocked));"],
];

/**
 * Records that a new project starts with: the assistant of a house that is steered by code. One of them holds the wrong name that the
 * first rule repairs.
 */
export function exampleRecords(language: string): string {
  return tasks
    .map(([question, call]) => {
      const answer = `This does it:\n\n\`\`\`${language}\n${call}\n\`\`\`\n`;
      const messages = [
        { role: "system", content: "You write short programs for a house that is steered by code." },
        { role: "user", content: question },
        { role: "assistant", content: answer },
      ];
      return `${JSON.stringify({ messages })}\n`;
    })
    .join("");
}
