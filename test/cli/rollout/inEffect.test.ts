import { describe, expect, test } from "vitest";
import { sayProgress, waitUntilInEffect } from "../../../provider/src/cli/rollout/inEffect";
import { interruptible } from "../../../provider/src/cli/rollout/interrupt";
import { changeOf, planWith } from "../../support/previews";
import { simulate } from "../../support/simulated";

const computers = ["fe01.contoso.com", "fe02.contoso.com"];
const topology = {
  serverVersion: 2013,
  sites: [{ name: "Redmond", pools: [{ fqdn: "LyncPool01.contoso.com", role: "enterprisePool", computers }] }],
};
const changed = planWith({ changes: [changeOf({ cmdlets: ["Set-A"] })] });

/** Waits, and returns what came of it, what was said and which stages were entered. */
async function waited(
  plan = changed,
  { wait = true, since = new Date(0), isInterrupted = false }: { wait?: boolean; since?: Date; isInterrupted?: boolean } = {},
): Promise<{ replicas: unknown; said: string[]; calls: number }> {
  const { deployment, calls } = simulate(topology);
  const interrupt = interruptible({ hasTerminal: false, onInterrupt: () => undefined });
  if (isInterrupted) interrupt.stop("SIGINT");
  const said: string[] = [];
  const options = {
    wait,
    waitMinutes: isInterrupted ? 1 : 0,
    interrupt,
    say: (text: string) => said.push(text),
    enter: (stage: string) => said.push(stage),
  };
  const replicas = await waitUntilInEffect(options, { deployment, plan, clock: undefined, since }).catch((error: unknown) => error);
  return { replicas, said, calls: calls.length };
}

describe("the wait until what was written is in effect", () => {
  test("names the computers that have it", async () => {
    expect(await waited()).toMatchObject({ replicas: computers, said: ["wait", "all 2 replicas have the changes"] });
  });

  test.each([
    ["nobody waits", changed, false],
    ["no cmdlet was run", planWith({ changes: [changeOf()] }), true],
    ["no pool is known", planWith({ changes: [changeOf({ pool: null, cmdlets: ["New-A"] })] }), true],
  ])("is none where %s, and nothing is asked", async (_what, plan, wait) => {
    expect(await waited(plan, { wait })).toEqual({ replicas: undefined, said: [], calls: 0 });
  });

  test("fails when the time is over, with the computers that do not have it, and what to look at", async () => {
    const { replicas, said } = await waited(changed, { since: new Date(Date.now() + 60_000) });
    expect(String(replicas)).toContain(
      "after 0 minutes these computers are still without the changes: fe01.contoso.com, fe02.contoso.com. What was written is stored",
    );
    expect(said).toEqual(["wait", "still without the changes: fe01.contoso.com, fe02.contoso.com"]);
  });

  test("ends at once when it is interrupted, and says so", async () => {
    const { replicas } = await waited(changed, { since: new Date(Date.now() + 60_000), isInterrupted: true });
    expect(replicas).toMatchObject({ name: "CommandFailure", message: "interrupted" });
  });
});

test("the same progress is said once, however often it is looked at", () => {
  const said: string[] = [];
  const tell = sayProgress((text) => said.push(text));
  const missing = { fqdn: "fe01.contoso.com", isListed: true };
  for (const each of [[missing], [missing], [], []]) tell(each, 2);
  expect(said).toEqual(["still without the changes: fe01.contoso.com", "all 2 replicas have the changes"]);
});
