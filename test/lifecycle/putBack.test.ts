import { expect, test } from "vitest";
import { webService } from "../../provider/src/configurations/webService";
import { putBack, withoutUnread } from "../../provider/src/lifecycle/putBack";
import { newWeb, web } from "../support/judging";
import { saidDuring } from "../support/saidDuring";
import { scopeOf } from "../support/scopes";
import { simulate } from "../support/simulated";

const identity = web("LyncPool01.contoso.com");
const secrets = ["macResolverUrl"];

test("earlier values are restored, and the cmdlet that undoes this is printed first, without a secret", async () => {
  const { deployment, newProcess, run } = simulate();
  await run(newWeb(identity, { UsePinAuth: false, MACResolverUrl: "https://hunter2" }));
  const values = { usePinAuth: true, macResolverUrl: "https://hunter1" };
  const said = await saidDuring(() => putBack(scopeOf(webService, deployment), identity, { values, secrets }));
  expect(said).toContain(`${identity}: Restoring the earlier values. To undo this: Set-CsWebServiceConfiguration`);
  expect(said).toMatch(/-UsePinAuth \$false.*-MACResolverUrl \[secret\]|-MACResolverUrl \[secret\].*-UsePinAuth \$false/);
  expect(said).not.toContain("hunter");
  expect((await newProcess().find(webService, identity))?.values).toMatchObject(values);
});

test("a setting that cannot be read now is named, and restored all the same", async () => {
  const { deployment, calls, changeObjects, run } = simulate();
  await run(newWeb(identity, { UsePinAuth: false, MACResolverUrl: "https://b" }));
  changeObjects((object) => ({ ...object, UsePinAuth: "perhaps" }));
  calls.length = 0;
  const said = await saidDuring(async () => {
    await expect(
      putBack(scopeOf(webService, deployment), identity, { values: { usePinAuth: true, macResolverUrl: "https://a" } }),
    ).rejects.toMatchObject({ code: "notSetBack", message: expect.stringContaining("UsePinAuth") as unknown });
  });
  expect(said).toContain(withoutUnread(["usePinAuth"]));
  expect(said).not.toContain("-UsePinAuth");
  const sets = calls.filter(({ cmdlet }) => cmdlet === "Set-CsWebServiceConfiguration");
  expect(sets).toMatchObject([{ parameters: { UsePinAuth: true, MACResolverUrl: "https://a" } }]);
});

test("a value that the server did not take is a failure that names it", async () => {
  const { deployment, run, setFaults } = simulate();
  await run(newWeb(identity, { UsePinAuth: false }));
  setFaults({ cmdlet: "Set-CsWebServiceConfiguration", forget: true });
  await saidDuring(async () => {
    await expect(putBack(scopeOf(webService, deployment), identity, { values: { usePinAuth: true } })).rejects.toMatchObject({
      code: "notSetBack",
      message: expect.stringContaining(`usePinAuth of "${identity}": wanted true, found false`) as unknown,
    });
  });
});

test("without values to restore nothing is read or printed", async () => {
  const { deployment, calls } = simulate();
  expect(await saidDuring(() => putBack(scopeOf(webService, deployment), identity, { values: {} }))).toBe("");
  expect(calls).toEqual([]);
});
