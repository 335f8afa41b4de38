import { describe, expect, test } from "vitest";
import { proxy } from "../../provider/src/configurations/proxy";
import { webService } from "../../provider/src/configurations/webService";
import type { Deployment } from "../../provider/src/deployment/deployment";
import type { Naming } from "../../provider/src/deployment/naming";
import { isOthers, nameIn, refuseOtherDeployment, refuseOthersState } from "../../provider/src/lifecycle/otherDeployment";
import { edgeServer, web } from "../support/judging";
import { simulate } from "../support/simulated";

const identity = web("LyncPool01.contoso.com");
/** A deployment without the name of a simulated one. */
const real = (more: Partial<Naming> = {}): Deployment => simulate(undefined, undefined, { way: "local", ...more }).deployment;

describe("a state", () => {
  test.each([
    ["with this deployment's name", "simulator:contoso.json"],
    ["without a name", undefined],
  ])("%s belongs to this deployment", async (_what, name) => {
    const place = { noun: webService, deployment: simulate().deployment };
    expect(await refuseOtherDeployment(place, { identity, deployment: name })).toBe(false);
    expect(await isOthers(place, { identity, deployment: name })).toBe(false);
  });

  test("with pools of this deployment gets its present name if one of the pools no longer exists", async () => {
    const place = { noun: webService, deployment: real() };
    const [one, gone] = ["Director01.contoso.com", "gone.contoso.com"];
    expect(await refuseOtherDeployment(place, { identity, deployment: `pools:${one}` })).toBe(false);
    expect(await refuseOtherDeployment(place, { identity, deployment: `pools:${gone},${one}` })).toBe(true);
    // The collection's own pool counts, too.
    expect(await refuseOtherDeployment(place, { identity, deployment: `pools:${gone}` })).toBe(true);
  });

  test.each([
    ["from a simulated one", {}, web("LyncPool01.contoso.com"), "simulator:contoso.json"],
    ["with none of the pools", {}, web("other.contoso.com"), "pools:gone.contoso.com"],
    ["with a collection of no pool", {}, "Global", "pools:gone.contoso.com"],
    ["with another name", { given: "Contoso" }, web("other.contoso.com"), "Fabrikam"],
  ])("of another deployment is refused, and the message names both: %s", async (_what, naming, of, name) => {
    const place = { noun: webService, deployment: real(naming) };
    await expect(refuseOtherDeployment(place, { identity: of, deployment: name })).rejects.toMatchObject({
      code: "otherDeployment",
      message: expect.stringContaining(`"${of}" belongs to the deployment "${name}"`) as unknown,
    });
    expect(await isOthers(place, { identity: of, deployment: name })).toBe(true);
  });

  test("is refused for the same reason if the deployment's name cannot be read", async () => {
    const simulated = simulate();
    simulated.setFaults({ cmdlet: "Get-CsService", fail: { category: "PermissionDenied", id: "AccessDenied" } });
    const place = { noun: proxy, deployment: simulated.deployment };
    await expect(refuseOtherDeployment(place, { identity: edgeServer("e.contoso.com"), deployment: "local" })).rejects.toMatchObject({
      code: "otherDeployment",
    });
  });
});

describe("a whole stack's state", () => {
  const here = "LyncPool01.contoso.com";

  test("is refused if all of it belongs to other deployments", async () => {
    const state = { "simulator:a.json": [here], "simulator:b.json": [] };
    await expect(refuseOthersState(state, simulate().deployment)).rejects.toMatchObject({
      code: "otherDeployment",
      message: expect.stringMatching(
        /^Everything in this stack's state .*"simulator:a\.json".*If explicit providers reach that deployment/s,
      ) as unknown,
    });
  });

  test("is not refused if a part of it belongs to this deployment, or if it is empty", async () => {
    const { deployment } = simulate();
    await refuseOthersState({ "simulator:a.json": [here], "simulator:contoso.json": [] }, deployment);
    await refuseOthersState({}, deployment);
  });

  test("reached the same way, or with the former name, is refused if the deployment has none of its pools, and the former name does not help", async () => {
    const gone = ["gone.contoso.com"];
    await expect(refuseOthersState({ local: gone }, real())).rejects.toMatchObject({ code: "otherDeployment" });
    await expect(refuseOthersState({ Fabrikam: gone }, real({ given: "Contoso", former: "Fabrikam" }))).rejects.toMatchObject({
      code: "otherDeployment",
      message: expect.stringContaining("lync:formerDeployment does not help") as unknown,
    });
  });
});

test("a state gets the name that check recorded, otherwise the deployment's own", async () => {
  const { deployment } = simulate();
  expect(await nameIn({ deployment: "of an earlier version" }, deployment)).toBe("of an earlier version");
  expect(await nameIn({ deployment: undefined }, deployment)).toBe("simulator:contoso.json");
});
