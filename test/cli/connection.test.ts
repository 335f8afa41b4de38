import { Command } from "commander";
import { expect, test } from "vitest";
import { withConnectionOptions } from "../../provider/src/cli/connection";

test("a stack that is named twice is one stack", () => {
  const command = withConnectionOptions(new Command()).parse(["--stack", "north", "-s", "south", "--stack", "north"], { from: "user" });
  expect(command.opts()).toMatchObject({ stack: ["north", "south"] });
});
