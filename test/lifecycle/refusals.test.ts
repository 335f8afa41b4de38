import { expect, test } from "vitest";
import { webService } from "../../provider/src/configurations/webService";
import { LyncError } from "../../provider/src/errors";
import { OtherDeployment } from "../../provider/src/lifecycle/otherDeployment";
import { failureOf, orFailure, orRecordRefusal } from "../../provider/src/lifecycle/refusals";
import { scopeOf } from "../support/scopes";
import { simulate } from "../support/simulated";

test("no verb runs any more after a state of another deployment was seen", async () => {
  const scope = scopeOf(webService, simulate().deployment);
  const other = new OtherDeployment("It belongs to another one.");
  const ran: string[] = [];
  const run = (what: string, outcome: () => Promise<string>): Promise<string> =>
    orRecordRefusal(scope, () => {
      ran.push(what);
      return outcome();
    });
  expect(await run("read", () => Promise.resolve("done"))).toBe("done");
  await expect(run("a failure", () => Promise.reject(new LyncError("away", { kind: "unreachable" })))).rejects.toThrow("away");
  await expect(run("another's", () => Promise.reject(other))).rejects.toBe(other);
  await expect(run("create", () => Promise.resolve("done"))).rejects.toBe(other);
  expect(ran).toEqual(["read", "a failure", "another's"]);
});

test("an error of check becomes a failure without a property, and the inputs are returned unchanged", async () => {
  const news = { identity: "Global" };
  const error = new LyncError("The store is away.", { kind: "unreachable" });
  expect(await orFailure(news, () => Promise.reject(error))).toEqual({
    inputs: news,
    failures: [{ property: "", reason: "The store is away. [unreachable]" }],
  });
  const slip = new TypeError("a slip of ours");
  await expect(orFailure(news, () => Promise.reject(slip))).rejects.toBe(slip);
  const answer = { inputs: {}, failures: [] };
  expect(await orFailure(news, () => Promise.resolve(answer))).toBe(answer);
});

test("a refusal ends with its codes", () => {
  const finding = { code: "noMethodLeft", property: "usePinAuth", message: "nobody gets in" } as const;
  expect(failureOf(finding)).toEqual({ property: "usePinAuth", reason: "nobody gets in [noMethodLeft]" });
});
