import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import { PassiveAuthentication, ProxyConfiguration, WebServiceConfiguration } from "pulumi-lync";
import { beforeAll, expect, onTestFinished, test } from "vitest";

const pool = "LyncPool01.contoso.com";

function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => output.apply(resolve));
}

// As Pulumi's documentation does it: once, for all tests of a file.
beforeAll(() =>
  pulumi.runtime.setMocks({
    newResource: ({ name, inputs }) => ({ id: `${name}-id`, state: inputs as object }),
    call: ({ inputs }) => inputs as object,
  }),
);

test.each(["first", "second"])("the %s test of a file may declare the same pool as the other one", async (_which) => {
  const { webService, proxy } = new PassiveAuthentication("pool", {
    pool,
    role: "enterprisePool",
    federationService: "dc.contoso.com",
    webService: { maxGroupSizeToExpand: 200 },
  });
  expect(await valueOf(pulumi.output(webService?.identity))).toBe(`Service:WebServer:${pool}`);
  expect(await valueOf(pulumi.output(webService?.maxGroupSizeToExpand))).toBe(200);
  expect(await valueOf(pulumi.output(proxy?.useNtlmForClientToProxyAuth))).toBe(false);
});

test("an identity, a pool and a setting may be outputs", async () => {
  const later = pulumi.output(Promise.resolve(pool));
  const { webService } = new PassiveAuthentication("pool", { pool: later, role: "director", federationService: "dc.contoso.com" });
  expect(await valueOf(pulumi.output(webService?.identity))).toBe(`Service:WebServer:${pool}`);
  const web = new WebServiceConfiguration("web", { identity: pulumi.interpolate`Service:WebServer:${later}`, maxGroupSizeToExpand: 7 });
  expect(await valueOf(web.identity)).toBe(`Service:WebServer:${pool}`);
  const proxy = new ProxyConfiguration("proxy", { identity: web.identity.apply((text) => text.replace("WebServer", "Registrar")) });
  expect(await valueOf(proxy.identity)).toBe(`Service:Registrar:${pool}`);
});

test("the example of docs/simulator.md passes", async () => {
  const page = readFileSync(path.resolve(import.meta.dirname, "..", "..", "docs", "simulator.md"), "utf8");
  const example = /```ts\n(import assert [^`]*setMocks[^]*?)```/.exec(page)?.[1] ?? "";
  expect(example).toContain('assert.equal(identity, "Service:WebServer:LyncPool01.contoso.com")');
  const folder = mkdtempSync(path.join(tmpdir(), "pulumi-lync-test-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  symlinkSync(path.resolve(import.meta.dirname, "..", "..", "node_modules"), path.join(folder, "node_modules"), "junction");
  const file = path.join(folder, "example.mjs");
  writeFileSync(file, example);
  await promisify(execFile)(process.execPath, [file], { cwd: folder });
});
