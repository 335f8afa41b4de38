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

/** Waits, and returns the result, what was printed and which stages were entered. */
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

describe("the wait until the changes are in effect", () => {
  test("names the computers that have the changes", async () => {
    expect(await waited()).toMatchObject({ replicas: computers, said: ["wait", "All 2 replicas have the changes."] });
  });

  test.each([
    ["--no-wait was given", changed, false],
    ["no cmdlet was run", planWith({ changes: [changeOf()] }), true],
    ["no pool is known", planWith({ changes: [changeOf({ pool: null, cmdlets: ["New-A"] })] }), true],
  ])("does not happen if %s, and nothing is read", async (_what, plan, wait) => {
    expect(await waited(plan, { wait })).toEqual({ replicas: undefined, said: [], calls: 0 });
  });

  test("fails when the time is over, and says which computers do not have the changes and what to look at", async () => {
    const { replicas, said } = await waited(changed, { since: new Date(Date.now() + 60_000) });
    expect(String(replicas)).toContain(
      "After 0 minutes these computers still do not have the changes: fe01.contoso.com, fe02.contoso.com. The changes are stored",
    );
    expect(said).toEqual(["wait", "These computers do not have the changes yet: fe01.contoso.com, fe02.contoso.com."]);
  });

  test("ends at once when it is interrupted, and says so", async () => {
    const { replicas } = await waited(changed, { since: new Date(Date.now() + 60_000), isInterrupted: true });
    expect(replicas).toMatchObject({ name: "CommandFailure", message: "The rollout was interrupted." });
  });
});

test("the same progress is printed once, however often the replicas are read", () => {
  const said: string[] = [];
  const tell = sayProgress((text) => said.push(text));
  const missing = { fqdn: "fe01.contoso.com", isListed: true };
  for (const each of [[missing], [missing], [], []]) tell(each, 2);
  expect(said).toEqual(["These computers do not have the changes yet: fe01.contoso.com.", "All 2 replicas have the changes."]);
});
