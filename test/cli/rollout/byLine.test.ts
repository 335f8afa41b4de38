import { expect, test } from "vitest";
import { byLine } from "../../../provider/src/cli/rollout/byLine";

test("output is said line by line, however it arrives, without what only shows that Pulumi is at work", () => {
  const said: string[] = [];
  const hear = byLine((line) => said.push(line));
  for (const piece of ["Updating", " (dev)\r\n@ updating...", "...\n\n", "..\n + web creating\n un", "finished"]) hear(piece);
  expect(said).toEqual(["Updating (dev)", " + web creating"]);
});
