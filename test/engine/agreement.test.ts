import { copyFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { expect, onTestFinished, test, vi } from "vitest";
import type { Plan } from "../../provider/src/cli/plan/plan";
import { webService } from "../../provider/src/configurations/webService";
import { commandText } from "../../provider/src/cmdlets/commandText";
import { agreementOf, allKinds, kindsOf } from "../support/agreement/comparison";
import type { ProgramResource } from "../support/agreement/program";
import { ModelledStack } from "../support/agreement/stack";
import { stories } from "../support/agreement/stories";
import { changeByHand, resourcesOf, topologyOf, type Chapter } from "../support/agreement/story";
import { simulate } from "../support/simulated";
import { byPool, isWrite } from "../support/writes";
import { Project, type DeclaredResource } from "./project";

/**
 * Values that a preview does not know yet come from the first resource, which changes each time.
 */
const index = `
const lync = require("pulumi-lync");
const made = {};
const known = (value) => (typeof value === "object" && value !== null && "later" in value ? made.first.signInMethods.apply(() => value.later) : value);
for (const { type, name, args, dependsOn = [] } of require("./resources.json")) {
  const given = Object.fromEntries(Object.entries(args).map(([argument, value]) => [argument, known(value)]));
  made[name] = new lync[type](name, given, { dependsOn: dependsOn.map((other) => made[other]) });
}
`;

/**
 * A program of a story. The engine may process its resources in any order, unless one depends on
 * another.
 */
function programOf({ program }: Chapter, number: number): ProgramResource[] {
  const ordered = Object.entries(program).map(([key, one]) => [key, { ...one, dependsOnWebService: true }] as const);
  const args = { identity: "Service:WebServer:LyncPool08.contoso.com", maxGroupSizeToExpand: number + 1 };
  return [{ noun: webService, name: "first", args }, ...resourcesOf(Object.fromEntries(ordered))];
}

// Twelve programs, six for each of two stacks. Together, the plans of a stack have everything that
// a plan can say about a collection.
test.each([2028, 2029])("the command plan prints what up then runs, and the model of the engine agrees (story %i)", async (seed) => {
  const told = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  onTestFinished(() => told.mockRestore());
  const [story] = fc.sample(stories({ chapters: 6, versions: [2019] }), { seed, numRuns: 1 });
  if (story === undefined) throw new Error("there is no story");
  const model = simulate(topologyOf(story));
  const stack = new ModelledStack(model.newProcess, { readsAll: false });
  const project = await new Project({ topology: topologyOf(story), environment: { PULUMI_RUN_PROGRAM: "true" } }).init();
  project.write("Pulumi.test.yaml", "config:\n  lync:simulator: contoso.json\n  lync:log: cmdlets.jsonl\n");
  project.write("index.js", index);
  /** Changes the deployment by hand, both in the model and in the project. */
  const change = async (changes: Chapter["drift"]): Promise<void> => {
    if (Object.keys(changes).length === 0) return;
    await changeByHand(model.newProcess(), changes);
    copyFileSync(stateFile(model.file), path.join(project.folder, "contoso.state.json"));
  };

  const seen = new Set<string>();
  await change(story.byHand);
  for (const [number, chapter] of story.chapters.entries()) {
    await change(chapter.drift);
    const program = programOf(chapter, number);
    project.declare(program.map(({ noun, ...rest }) => ({ ...rest, type: noun.type as DeclaredResource["type"] })));
    const { code, output } = await project.pulumiLync("plan", "--format", "json");
    expect(code, output).toBe(0);
    const plan = JSON.parse(output) as Plan;
    const before = project.writes().length;
    await project.up();
    const writes = project.writes().slice(before);
    const { planned, run } = agreementOf(plan, { writes, program });
    expect(run, `program ${String(number)}`).toEqual(planned);
    for (const kind of kindsOf(plan)) seen.add(kind);

    model.calls.length = 0;
    await stack.up(program);
    expect(byPool(writes), `program ${String(number)}`).toEqual(byPool(model.calls.map(commandText).filter(isWrite)));
  }
  expect([...seen]).toEqual(expect.arrayContaining([...allKinds]));
});

function stateFile(topologyFile: string): string {
  return topologyFile.replace(/\.json$/, ".state.json");
}
