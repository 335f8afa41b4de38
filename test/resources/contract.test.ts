import { createRequire } from "node:module";
import { expect, test } from "vitest";

const require = createRequire(import.meta.url);

test("the door that every state names has the exports that every state names", () => {
  const door = require("pulumi-lync/dynamic") as Record<string, Record<string, unknown>>;
  for (const name of ["webService", "proxy"]) {
    for (const verb of ["configure", "check", "diff", "create", "read", "update", "delete"]) {
      expect(door[name]?.[verb], `${name}.${verb}`).toBeTypeOf("function");
    }
  }
});
