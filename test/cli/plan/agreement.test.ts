import fc from "fast-check";
import { viewOf } from "../../support/verbs";
import { expectedFor } from "../../../provider/src/stack/effective";
import { commandText } from "../../../provider/src/cmdlets/commandText";
import { unknownValue } from "../../../provider/src/stack/unknown";
import { expect, onTestFinished, test, vi } from "vitest";
import type { Change } from "../../../provider/src/cli/plan/change";
import { planOf } from "../../../provider/src/cli/plan/plan";
import { parseIdentity } from "../../../provider/src/configurations/identity";
import { signInMethods } from "../../../provider/src/configurations/noun";
import { nouns } from "../../../provider/src/configurations/nouns";
import type { Deployment } from "../../../provider/src/deployment/deployment";

import { agreementOf, allKinds, kindsOf } from "../../support/agreement/comparison";
import { isLater } from "../../support/agreement/program";
import { ModelledStack, Refused } from "../../support/agreement/stack";
import { stories } from "../../support/agreement/stories";
import { changeByHand, resourcesOf, topologyOf, type Story } from "../../support/agreement/story";
import { simulate } from "../../support/simulated";
import { isWrite } from "../../support/writes";

/**
 * Runs up for one program after the other, and at last for an empty one. Each is planned first. The
 * plan must print what up then runs, and the sign-in methods before and after.
 */
async function tell({ readsAll, byHand, chapters, ...topology }: Story, seen: Set<string>): Promise<void> {
  const { newProcess, calls } = simulate(topologyOf(topology));
  const stack = new ModelledStack(newProcess, { readsAll });
  await changeByHand(newProcess(), byHand);
  for (const { drift, program: declared } of [...chapters, { drift: {}, program: {} }]) {
    await changeByHand(newProcess(), drift);
    const program = resourcesOf(declared);
    const plan = await planOf(await stack.preview(program).catch(notPlanned), newProcess());
    expect(JSON.stringify(plan)).not.toContain(unknownValue);
    const changes = plan.changes.filter(({ identity }) => identity !== null);
    const before = await methodsIn(newProcess(), changes);

    calls.length = 0;
    const isKnown = !program.some(({ args }) => Object.values(args).some(isLater));
    await stack.up(program).catch((error: unknown) => {
      if (isKnown) throw error;
      // The preview could not know what up refuses now.
      return notPlanned(error);
    });
    const { planned, run } = agreementOf(plan, { writes: calls.map(commandText).filter(isWrite), program });
    expect(run).toEqual(planned);
    for (const kind of kindsOf(plan)) seen.add(kind);
    expectMethods(changes, { before, after: await methodsIn(newProcess(), changes) });
  }
}

/** A program that is refused has no plan. */
function notPlanned(error: unknown): never {
  if (error instanceof Refused) fc.pre(false);
  throw error;
}

/** The sign-in methods in effect for the identity of each change. */
async function methodsIn(deployment: Deployment, changes: readonly Change[]): Promise<string[]> {
  const held = changes.map(async ({ configuration, identity }) => {
    const noun = nouns.find(({ cs }) => cs === configuration)!;
    return signInMethods(noun, (await expectedFor({ ...viewOf(deployment), noun }, parseIdentity(identity ?? "", noun)))?.values ?? {});
  });
  return Promise.all(held);
}

/** Expects the sign-in methods that the plan shows. A plan shows none that it does not know. */
function expectMethods(changes: readonly Change[], held: Record<"before" | "after", readonly string[]>): void {
  for (const when of ["before", "after"] as const) {
    const told = changes.map((change, index) => [change.identity, change[when] === undefined ? undefined : held[when][index]]);
    expect(
      changes.map((change) => [change.identity, change[when]]),
      when,
    ).toEqual(told);
  }
}

test("a plan prints what up runs, pool by pool and in order, for 200 programs, two for each deployment", async () => {
  // The verbs write messages for the user.
  const told = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  onTestFinished(() => told.mockRestore());
  const seen = new Set<string>();
  const all = stories({ chapters: 2, versions: [2013, 2019] });
  await fc.assert(
    fc.asyncProperty(all, (story) => tell(story, seen)),
    { numRuns: 100, seed: 2013 },
  );
  expect([...seen]).toEqual(expect.arrayContaining([...allKinds]));
});
