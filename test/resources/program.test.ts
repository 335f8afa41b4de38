import * as pulumi from "@pulumi/pulumi";
import { ProxyConfiguration, WebServiceConfiguration } from "pulumi-lync";
import { expect, test } from "vitest";
import { identifiedLater } from "../../provider/src/stack/declarations";

const identity = "Service:WebServer:LyncPool01.contoso.com";

async function mockRun(see: (inputs: Record<string, unknown>) => void = () => undefined): Promise<void> {
  await pulumi.runtime.setMocks({
    newResource: ({ name, inputs }) => {
      see(inputs as Record<string, unknown>);
      return { id: name, state: inputs as object };
    },
    call: () => ({}),
  });
}

test("no resource receives what an earlier run declared", async () => {
  await mockRun();
  new WebServiceConfiguration("web", { identity, useWsFedPassiveAuth: true });
  const seen: unknown[] = [];
  await mockRun((inputs) => seen.push(inputs.beside));
  new WebServiceConfiguration("other", { identity: "Service:WebServer:LyncPool02.contoso.com", useWsFedPassiveAuth: true });
  const { urn } = new ProxyConfiguration("global", { identity: "Global" });
  await new Promise((resolve) => urn.apply(resolve));
  expect(seen).toContainEqual({
    mark: "global",
    stack: {},
    program: { passive: "lyncpool02.contoso.com", proxies: "global" },
    remembered: {},
  });
});

test("Web Services that others inherit receive the program's Web Services, and a pool's own do not", async () => {
  const seen: { mark?: string; program?: unknown }[] = [];
  await mockRun(({ beside }) => seen.push(beside as object));
  const site = new WebServiceConfiguration("site", { identity: "Site:New York" });
  new WebServiceConfiguration("pool", { identity });
  new WebServiceConfiguration("later", { identity: site.id.apply(() => "Service:WebServer:LyncPool02.contoso.com") });
  const { urn } = new WebServiceConfiguration("global", { identity: "Global" });
  await new Promise((resolve) => urn.apply(resolve));
  const webServices = ["site:new york", identity.toLowerCase(), identifiedLater, "global"];
  const toldOf = (mark: string): unknown => seen.find((beside) => beside.mark === mark)?.program;
  expect(toldOf("site")).toEqual({ webServices });
  expect(toldOf("global")).toEqual({ webServices });
  expect(toldOf("pool")).toBeUndefined();
});
