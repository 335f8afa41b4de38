import { writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { webService } from "../../provider/src/configurations/webService";
import { CsDeployment } from "../../provider/src/deployment/csDeployment";
import { check, create } from "../support/verbs";
import type { Properties } from "../../provider/src/stack/bag";
import { contoso } from "../support/contoso";
import { simulate } from "../support/simulated";

const identity = "Service:WebServer:LyncPool01.contoso.com";
const other = "Service:WebServer:LyncPool02.contoso.com";

test("a value that no program may declare is returned unchanged, and does not affect other collections", async () => {
  const { deployment, file } = simulate({ ...contoso, serverVersion: 2019 });
  const strange = {
    UseWindowsAuth: "Basic",
    JoinLauncherCdnTimeout: "-00:00:06",
    MaxGroupSizeToExpand: 5000,
    CrossDomainAuthorizationList: [{ Url: "https://fabrikam.com/path" }],
    TrustedCACerts: [{ Thumbprint: "ab", CAStore: "Elsewhere" }],
  };
  writeFileSync(file.replace(".json", ".state.json"), JSON.stringify({ CsWebServiceConfiguration: { [other]: strange } }));
  const { inputs, failures } = await check(webService, deployment, {}, { identity, usePinAuth: false });
  expect(failures ?? []).toEqual([]);
  expect((await create(webService, deployment, inputs as Properties)).outs).toMatchObject({ usePinAuth: false });
  expect((await deployment.find(webService, other))?.values).toMatchObject({
    useWindowsAuth: "Basic",
    joinLauncherCdnTimeout: "-00:00:06",
    maxGroupSizeToExpand: 5000,
    crossDomainAuthorizationList: ["https://fabrikam.com/path"],
    trustedCACerts: [{ thumbprint: "ab", caStore: "Elsewhere" }],
  });
});

test("a value of a wrong type is returned as unread, and the other values are still returned", async () => {
  const objects = [{ Identity: "Global" }, { Identity: other, UsePinAuth: "maybe", UseCertificateAuth: true }];
  const server = {
    run: () => Promise.resolve([{ objects, warnings: [], milliseconds: 1, error: null }]),
    opening: () => Promise.resolve({ module: "Lync", version: "5.0", parameters: {}, warnings: [] }),
    about: () => Promise.reject(new Error("not asked")),
    close: () => Promise.resolve(),
  };
  const deployment = new CsDeployment(server, { naming: { way: "local" } });
  expect(await deployment.find(webService, identity)).toBeUndefined();
  expect(await deployment.find(webService, other)).toEqual({
    identity: other,
    values: { useCertificateAuth: true },
    unread: { usePinAuth: "maybe" },
  });
});
