#!/usr/bin/env node
// Written for old Nodes too, so that one of them gets a clear line and no syntax error.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 15)) {
  console.error(`error: tunewright needs Node 22.15 or later; this is ${process.version}. Install a newer Node.`);
  process.exit(2);
}
const { main } = await import("../program/main.js");
process.exitCode = await main(process.argv.slice(2));
