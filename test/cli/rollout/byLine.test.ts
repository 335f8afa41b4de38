import { expect, test } from "vitest";
import { byLine } from "../../../provider/src/cli/rollout/byLine";

test("output is passed on line by line, without the lines that only show that Pulumi is still working", () => {
  const said: string[] = [];
  const hear = byLine((line) => said.push(line));
  for (const piece of ["Updating", " (dev)\r\n@ updating...", "...\n\n", "..\n + web creating\n un", "finished"]) hear(piece);
  expect(said).toEqual(["Updating (dev)", " + web creating"]);
});
