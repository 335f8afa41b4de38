import { expect, test } from "vitest";
import { descendantsOf } from "../../provider/src/powershell/killTree";

test("all descendants of a process are found, and no other process is", () => {
  const running = [
    { pid: 1, parent: 0 },
    { pid: 30, parent: 20 },
    { pid: 10, parent: 1 },
    { pid: 20, parent: 10 },
    { pid: 21, parent: 10 },
    { pid: 40, parent: 1 },
  ];
  expect(descendantsOf(10, running).sort()).toEqual([20, 21, 30]);
  expect(descendantsOf(40, running)).toEqual([]);
});
