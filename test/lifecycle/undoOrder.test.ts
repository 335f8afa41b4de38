import { expect, test } from "vitest";
import { proxy } from "../../provider/src/configurations/proxy";
import { webService } from "../../provider/src/configurations/webService";
import { mayBeUndoneByOther, undoneBefore, undoRank } from "../../provider/src/lifecycle/undoOrder";
import { declaredOf } from "../support/scopes";

const pool = "LyncPool01.contoso.com";
const web = { noun: webService, declared: declaredOf(`Service:WebServer:${pool}`) };
const registrar = { noun: proxy, declared: declaredOf(`Service:Registrar:${pool}`) };

test("a pool's proxy is undone before its Web Services, whichever deletion comes first", () => {
  expect([webService, proxy].sort((one, other) => undoRank(one) - undoRank(other))).toEqual([proxy, webService]);
  expect(undoneBefore(webService, [web, registrar])).toEqual([registrar]);
  expect(undoneBefore(proxy, [web, registrar])).toEqual([]);
  expect([mayBeUndoneByOther(proxy), mayBeUndoneByOther(webService)]).toEqual([true, false]);
});

test("a noun that does not govern sign-in undoes no other collection first, and no other deletion undoes it", () => {
  const other = { ...webService, governs: "nothing" } as const;
  expect(undoneBefore(other, [web, registrar])).toEqual([]);
  expect(mayBeUndoneByOther(other)).toBe(false);
});
