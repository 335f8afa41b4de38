import { expect, test } from "vitest";
import { proxy } from "../../provider/src/configurations/proxy";
import { webService } from "../../provider/src/configurations/webService";
import { UnderWay } from "../../provider/src/stack/underWay";

const identity = "Service:WebServer:LyncPool01.contoso.com";

test("what check recorded is found again, and an unchecked collection has no record", () => {
  const underWay = new UnderWay();
  expect(underWay.checked(webService, identity)).toEqual({});
  underWay.recordChecked(webService, identity, { since: 3 });
  expect(underWay.checked(webService, identity.toLowerCase())).toEqual({ since: 3 });
  expect(underWay.checked(proxy, identity)).toEqual({});
});

test("what new collections copy is returned by noun, with the last record of each collection", () => {
  const underWay = new UnderWay();
  const taken = { identity, values: { usePinAuth: true }, notWaitedFor: [] };
  underWay.recordTaken(webService, { ...taken, values: {} });
  underWay.recordTaken(webService, taken);
  expect([underWay.takenBy(webService), underWay.takenBy(proxy)]).toEqual([[taken], []]);
});

test("the process knows what it created", () => {
  const underWay = new UnderWay();
  underWay.recordMade(webService, identity);
  expect([underWay.isMade(webService, identity.toUpperCase()), underWay.isMade(proxy, identity)]).toEqual([true, false]);
});

test("a collection is undone once, and all callers wait for the same work, even if it fails", async () => {
  const underWay = new UnderWay();
  let times = 0;
  const work = (): Promise<void> => {
    times += 1;
    return Promise.reject(new Error("the server is away"));
  };
  const first = underWay.undoOnce(webService, identity, work);
  const second = underWay.undoOnce(webService, identity.toLowerCase(), work);
  expect([first.isJoined, second.isJoined, times]).toEqual([false, true, 1]);
  expect(second.work).toBe(first.work);
  await expect(second.work).rejects.toThrow("the server is away");
  await Promise.allSettled([underWay.undoOnce(proxy, identity, work).work]);
  expect(times).toBe(2);
});
