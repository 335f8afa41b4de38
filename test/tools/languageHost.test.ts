import { once } from "node:events";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { credentials } from "@grpc/grpc-js";
import { LanguageRuntimeClient } from "@pulumi/pulumi/proto/language_grpc_pb.js";
import { ProgramInfo, RunPluginRequest } from "@pulumi/pulumi/proto/language_pb.js";
import { expect, test } from "vitest";
import { installLanguageHost, refreshLanguageHost } from "../../tools/languageHost.mjs";
import { checkoutFolder } from "../../tools/paths.mjs";
import { finish, firstLine, startNode } from "./startedProcess.js";
import { temporaryFolder } from "./temporaryFolder.js";

// The engine tests cover its answers, because there a real Pulumi runs programs through it.
const host = join(checkoutFolder, "tools", "language-host", "languageHost.mjs");

test("the language host prints only its port, and ends when the engine has ended", async () => {
  const started = startNode([host, "127.0.0.1:1"], { cwd: checkoutFolder });
  expect(await firstLine(started)).toMatch(/^\d+$/);
  started.stdin.end();
  expect(await finish(started)).toEqual({ code: 0, signal: null, output: "" });
});

test("in a folder without @pulumi/pulumi the language host says what is missing", async () => {
  const cwd = temporaryFolder();
  const { code, output } = await finish(startNode([host, "127.0.0.1:1"], { cwd }));
  expect(code).toBe(1);
  expect(output).toContain(`${cwd} has no @pulumi/pulumi. Run npm ci there, or in a folder above.`);
});

test.each([
  ["a plugin that is not a policy pack", "resource", checkoutFolder, 'no plugin of the kind "resource"'],
  ["a policy pack without @pulumi/pulumi", "analyzer", tmpdir(), `The policy pack in ${tmpdir()} has no @pulumi/pulumi. Run npm ci there`],
])("the language host refuses %s, and continues", async (_, kind, folder, reason) => {
  const started = startNode([host, "127.0.0.1:1"], { cwd: checkoutFolder });
  const client = new LanguageRuntimeClient(`127.0.0.1:${await firstLine(started)}`, credentials.createInsecure());
  const info = new ProgramInfo().setProgramDirectory(folder).setEntryPoint(".");
  for (let call = 0; call < 2; call++) {
    const output = client.runPlugin(new RunPluginRequest().setKind(kind).setInfo(info)).resume();
    const [error] = (await once(output, "error")) as [Error];
    expect(error.message).toContain(reason);
  }
  client.close();
  started.stdin.end();
  expect(await finish(started)).toMatchObject({ code: 0 });
});

test("a checkout with Windows line ends gives a shared cache the line ends that its scripts need", () => {
  const [own, bin] = [temporaryFolder(), temporaryFolder()];
  const files = readdirSync(dirname(host));
  for (const name of files) writeFileSync(join(own, name), readFileSync(join(dirname(host), name), "utf8").replace(/\r?\n/g, "\r\n"));
  installLanguageHost(bin, own);
  const scripts = readdirSync(bin).filter((name) => !name.endsWith(".cmd"));
  expect(scripts).toContain("languageHost.mjs");
  for (const name of scripts) expect(readFileSync(join(bin, name), "utf8")).not.toContain("\r");
});

test("the host of another checkout is replaced with this one's, but the vendor's own is kept", () => {
  const [ours, vendors] = [join(temporaryFolder(), "bin"), join(temporaryFolder(), "bin")];
  for (const bin of [ours, vendors]) mkdirSync(bin);
  installLanguageHost(ours);
  writeFileSync(join(ours, "languageHost.mjs"), "// older");
  refreshLanguageHost(ours);
  expect(readFileSync(join(ours, "languageHost.mjs"))).toEqual(readFileSync(host));
  refreshLanguageHost(vendors);
  expect(readdirSync(vendors)).toEqual([]);
});
