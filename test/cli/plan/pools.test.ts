import { expect, test } from "vitest";
import { poolsOf } from "../../../provider/src/cli/plan/pools";
import { changeOf } from "../../support/previews";

test("a pool has the cmdlets of its changes in order, and those that undo them in reverse order", () => {
  const changes = [
    changeOf({ resource: "a", cmdlets: ["1", "2"], undo: ["2 back", "1 back"] }),
    changeOf({ resource: "b", pool: "Global", cmdlets: ["3"] }),
    changeOf({ resource: "c", pool: "lyncpool01.CONTOSO.com", cmdlets: ["4"], undo: ["4 back"] }),
    changeOf({ resource: "d", pool: null }),
    changeOf({ resource: "e", pool: null }),
  ];
  const pools = poolsOf({ changes }).map((one) => ({ ...one, changes: one.changes.map(({ resource }) => resource) }));
  expect(pools).toEqual([
    { pool: "LyncPool01.contoso.com", changes: ["a", "c"], cmdlets: ["1", "2", "4"], undo: ["4 back", "2 back", "1 back"] },
    { pool: "Global", changes: ["b"], cmdlets: ["3"], undo: [] },
    { pool: null, changes: ["d", "e"], cmdlets: [], undo: [] },
  ]);
});
