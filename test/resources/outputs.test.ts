import * as pulumi from "@pulumi/pulumi";
import { ProxyConfiguration, WebServiceConfiguration } from "pulumi-lync";
import { beforeAll, expect, test } from "vitest";

beforeAll(async () => {
  const newResource = ({ name, inputs }: pulumi.runtime.MockResourceArgs): { id: string; state: object } => ({
    id: name,
    state: { ...inputs, signInMethods: "passive" },
  });
  await pulumi.runtime.setMocks({ newResource, call: () => ({}) });
});

const valueOf = (output: pulumi.Output<unknown>): Promise<unknown> => new Promise((resolve) => output.apply(resolve));

test("every setting is an output: its value if it is declared, otherwise undefined", async () => {
  const identity = "Service:WebServer:LyncPool01.contoso.com";
  const web = new WebServiceConfiguration("web", { identity, usePinAuth: false });
  expect(await valueOf(web.usePinAuth)).toBe(false);
  expect(await valueOf(web.identity)).toBe(identity);
  expect(await valueOf(web.signInMethods)).toBe("passive");
  for (const output of [web.useWindowsAuth, web.maxGroupSizeToExpand, web.startFrom, web.adopt, web.previous]) {
    expect(pulumi.Output.isInstance(output)).toBe(true);
    expect(await valueOf(output)).toBeUndefined();
  }
});

test("a resource's own outputs are only what is declared, and the sign-in methods", () => {
  const proxy = new ProxyConfiguration("proxy", {
    identity: "Service:Registrar:LyncPool01.contoso.com",
    useKerberosForClientToProxyAuth: false,
  });
  const own = Object.entries(proxy).filter(([name, value]) => !name.startsWith("_") && pulumi.Output.isInstance(value));
  expect(own.map(([name]) => name).sort()).toEqual(["id", "identity", "signInMethods", "urn", "useKerberosForClientToProxyAuth"]);
});

test("a resource that get reads has every setting from the server", async () => {
  const proxy = ProxyConfiguration.get("read", "global");
  expect(Object.keys(proxy)).toContain("useNtlmForClientToProxyAuth");
  expect(await valueOf(proxy.signInMethods)).toBe("passive");
});

test("stack traces are short while a resource is registered, and have their old length afterwards, even if it is refused", () => {
  const before = Error.stackTraceLimit;
  let during = before;
  const args = {
    identity: "Service:WebServer:LyncPool02.contoso.com",
    get usePinAuth() {
      during = Error.stackTraceLimit;
      return false;
    },
  };
  new WebServiceConfiguration("traced", args);
  expect(during).toBe(6);
  expect(Error.stackTraceLimit).toBe(before);
  expect(() => new WebServiceConfiguration("refused", args, { replaceOnChanges: ["identity"] })).toThrow("is refused");
  expect(Error.stackTraceLimit).toBe(before);
});
