import * as pulumi from "@pulumi/pulumi";
import { WebServiceConfiguration } from "pulumi-lync";
import { expect, test } from "vitest";

const identity = "Service:WebServer:LyncPool01.contoso.com";

async function mockRun(): Promise<void> {
  await pulumi.runtime.setMocks({
    newResource: ({ name, inputs }) => ({ id: name, state: inputs as object }),
    call: () => ({}),
  });
}

test("under mocks each run may declare an identity, once", async () => {
  await mockRun();
  new WebServiceConfiguration("web", { identity });
  expect(() => new WebServiceConfiguration("again", { identity: identity.toUpperCase() })).toThrow(
    'WebServiceConfiguration "again" and "web" declare one and the same identity',
  );
  await mockRun();
  new WebServiceConfiguration("web", { identity });
});
