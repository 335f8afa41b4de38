import { expect, test } from "vitest";
import { judgeTurned } from "../../../provider/src/guards/rules/turned";
import { codesOf } from "../../support/codesOf";

const none = { backedUp: undefined, directed: [], edges: [] };

test("the warnings about a pool that is no longer passive name all pools and Edges that relied on it, and no others", () => {
  expect(judgeTurned("Pool01", none)).toEqual([]);
  const findings = judgeTurned("Pool01", { backedUp: "Pool02", directed: ["Pool03", "Pool04"], edges: ["Edge01"], unread: ["It is odd."] });
  expect(codesOf(findings)).toEqual(["warned unread", "warned neighbourNotPassive", "warned neighbourNotPassive", "warned edgeAsksMore"]);
  const names = [
    "It is odd.",
    " is the backup pool of Pool02, which stays passive",
    " is the Director of Pool03, Pool04, which stay passive",
    " is the next hop of Edge01, which accepts only",
  ];
  expect(findings.map(({ message }) => message)).toEqual(names.map((name) => expect.stringContaining(name) as string));
});
