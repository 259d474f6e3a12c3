import type { Tool } from "./record.ts";

function makeTool(name: string, description: string, parameter: string, meaning: string): [string, Tool] {
  const parameters = {
    type: "object",
    properties: { [parameter]: { type: "string", description: meaning } },
    required: [parameter],
    additionalProperties: false,
  };
  return [name, { type: "function", function: { name, description, parameters } }];
}

/** The functions that the tool-call records offer, by name. */
export const tools: ReadonlyMap<string, Tool> = new Map([
  makeTool("lookup_event", "Fields of a game event of L4D2, or that it does not exist.", "name", "Name of the event"),
  makeTool(
    "lookup_api",
    "Include and kind of a SourceMod function, or that it does not exist.",
    "name",
    "Name of the function",
  ),
  makeTool(
    "compile_plugin",
    "Compiles SourcePawn source and returns the compiler output.",
    "source",
    "The whole source",
  ),
]);
