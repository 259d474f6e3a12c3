import { describe, expect, it } from "@jest/globals";
import { beginsQuery } from "./sql-text.ts";

describe("beginsQuery()", () => {
  it.each([
    "SELECT id FROM players WHERE name = '%s'",
    "SELECT * ",
    "SELECT `id`, ",
    "select * from players",
    "Select id from players where name = '%s'",
    "INSERT INTO players VALUES ('%s')",
    "INSERT IGNORE INTO %s (name) VALUES ('",
    "insert into players (name) values ('%s')",
    "REPLACE INTO players VALUES ('%s')",
    "UPDATE %s SET name = '%s'",
    "update players set name = '%s'",
    "DELETE FROM players WHERE name = '%s'",
    "delete from players where name = '%s'",
    "CREATE TABLE IF NOT EXISTS `%s` (",
    "CREATE UNIQUE INDEX x ON y",
    "DROP TABLE %s",
    "ALTER TABLE %s ADD name TEXT",
    "WITH best AS (SELECT 1)",
    "CALL save_player('%s')",
    "  \\\n SELECT id FROM players",
  ])("is true of %j", (text) => {
    expect(beginsQuery(`"${text.replace("\\\n", "")}"`)).toBe(true);
  });

  it.each([
    "Select an action for %N:",
    "Select %N from the list",
    "SELECT A WEAPON FOR %N",
    "Delete %N?",
    "Update of %s",
    "With %N",
    "Drop %s",
    "Replace %N by a bot",
    "Create a team with %N",
    "Call %N a medic",
    "Insert %s into the slot",
    "%N says: SELECT 1 FROM x",
    "",
  ])("is false of %j", (text) => {
    expect(beginsQuery(`"${text}"`)).toBe(false);
  });

  it("reads no more of a long text than its beginning", () => {
    expect(beginsQuery(`"select ${"from ".repeat(200_000)}where"`)).toBe(false);
  });
});
