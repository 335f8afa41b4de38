import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { nouns } from "../../provider/src/configurations/nouns";
import { doorOf } from "../../provider/src/resources/typeOf";

const require = createRequire(import.meta.url);

test("the module that every state names has the exports that every state names", () => {
  const door = require("pulumi-lync/dynamic") as Record<string, Record<string, unknown>>;
  const doors = ["webService", "proxy"];
  expect(nouns.map(doorOf).sort()).toEqual([...doors].sort());
  for (const name of doors) {
    for (const verb of ["configure", "check", "diff", "create", "read", "update", "delete"]) {
      expect(door[name]?.[verb], `${name}.${verb}`).toBeTypeOf("function");
    }
  }
});
