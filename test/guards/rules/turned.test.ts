import { expect, test } from "vitest";
import { judgeTurned } from "../../../provider/src/guards/rules/turned";
import { codesOf } from "../../support/codesOf";

const none = { backedUp: undefined, directed: [], edges: [] };

test("a pool that is passive no more is told of all who counted on it, and of nobody else", () => {
  expect(judgeTurned("Pool01", none)).toEqual([]);
  const findings = judgeTurned("Pool01", { backedUp: "Pool02", directed: ["Pool03", "Pool04"], edges: ["Edge01"], unread: ["it is odd"] });
  expect(codesOf(findings)).toEqual(["warned unread", "warned neighbourNotPassive", "warned neighbourNotPassive", "warned edgeAsksMore"]);
  const names = ["it is odd", "Pool02, whose backup pool", "Pool03, Pool04, whose Director it is, stay", "at Edge01, whose next hop"];
  expect(findings.map(({ message }) => message)).toEqual(names.map((name) => expect.stringContaining(name) as string));
});
