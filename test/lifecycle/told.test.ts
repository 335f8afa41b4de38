import { expect, test } from "vitest";
import { webService } from "../../provider/src/configurations/webService";
import { lifecycleOf } from "../../provider/src/lifecycle/provider";
import type { Told } from "../../provider/src/lifecycle/told";
import { throughEngine } from "../support/engine";
import { simulate } from "../support/simulated";
import { viewOf } from "../support/verbs";
import type { View } from "../../provider/src/stack/memory";

const identity = "Service:WebServer:LyncPool01.contoso.com";
const projectFolder = "../infra";
type Bag = Record<string, unknown>;

/** A provider, and what its verbs received. */
function heard(): { provider: Required<ReturnType<typeof lifecycleOf>>; told: Told[]; simulated: ReturnType<typeof simulate> } {
  const simulated = simulate();
  const told: Told[] = [];
  const open = (by: Told): Promise<View> => {
    told.push(by);
    return Promise.resolve(viewOf(simulated.deployment));
  };
  return { provider: lifecycleOf(webService, open) as Required<ReturnType<typeof lifecycleOf>>, told, simulated };
}

test("the path that the class passes on reaches every verb, and read and delete take it from the outputs", async () => {
  const { provider, told } = heard();
  const checked = async (news: Bag): Promise<Bag> =>
    throughEngine((await provider.check({}, { ...news, beside: { stack: {}, projectFolder } })).inputs as Bag);
  const inputs = await checked({ identity, maxGroupSizeToExpand: 7 });
  expect(inputs).toMatchObject({ projectFolder });
  const { id, outs: made } = await provider.create(inputs);
  expect(made).toMatchObject({ maxGroupSizeToExpand: 7, projectFolder });
  expect(await provider.read(id, made as Bag)).toMatchObject({ props: { projectFolder }, inputs: { projectFolder } });
  const { outs: updated } = await provider.update(id, made as Bag, await checked({ identity, maxGroupSizeToExpand: 8 }));
  expect(updated).toMatchObject({ maxGroupSizeToExpand: 8, projectFolder });
  await provider.delete(id, updated as Bag);
  expect(told.map((by) => by.projectFolder)).toEqual(told.map(() => projectFolder));
  expect(told).toHaveLength(6);
  expect(told.filter(({ byClass }) => byClass !== undefined)).toHaveLength(2);
});

test("the path stays in the state after a failed write, and after get", async () => {
  const { provider, told, simulated } = heard();
  simulated.setFaults({ cmdlet: "New-CsWebServiceConfiguration", forget: ["MaxGroupSizeToExpand"] });
  const failed = provider.create({ identity, maxGroupSizeToExpand: 7, projectFolder });
  await expect(failed).rejects.toMatchObject({ properties: { projectFolder } });
  const { props } = await provider.read("Global", { external: { stack: {}, projectFolder } });
  expect(props).toMatchObject({ external: true, projectFolder });
  expect(await provider.read("Global", props as Bag)).toMatchObject({ props });
  expect(told.map((by) => by.projectFolder)).toEqual([projectFolder, projectFolder, projectFolder]);
});

test("a new path, or one that is not needed any more, is a change that runs no cmdlet", async () => {
  const { provider, simulated } = heard();
  const { id, outs } = await provider.create({ identity, maxGroupSizeToExpand: 7 });
  const before = outs as Bag;
  expect(before).not.toHaveProperty("projectFolder");
  const after = { ...before, projectFolder };
  expect(await provider.diff(id, before, before)).toMatchObject({ changes: false });
  expect(await provider.diff(id, after, after)).toMatchObject({ changes: false });
  expect(await provider.diff(id, after, before)).toMatchObject({ changes: true, replaces: [] });
  expect(await provider.diff(id, before, after)).toMatchObject({ changes: true, replaces: [] });
  const written = simulated.calls.length;
  expect((await provider.update(id, before, after)).outs).toEqual(after);
  expect(simulated.calls).toHaveLength(written);
});

test("a program cannot give the path as an argument", async () => {
  const { failures } = await heard().provider.check({}, { identity, projectFolder });
  expect(failures).toMatchObject([{ property: "projectFolder" }]);
});
