import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { downloadFromVendor } from "../../tools/pulumiDownload.mjs";

const never = (): Promise<never> => Promise.reject(new Error("the installer was started"));

test("a download site that does not answer is given up, and the installer is not started", async () => {
  const script = await serve(() => undefined);
  const download = downloadFromVendor("folder", { version: "3.274.1", script, reachSeconds: 0.2, install: never });
  await expect(download).rejects.toThrow(`${script} cannot be reached: no answer within 0.2 seconds`);
});

test("a download site that cannot be reached is named with the reason", async () => {
  const script = "http://localhost:1/install.sh";
  await expect(downloadFromVendor("folder", { version: "3.274.1", script, install: never })).rejects.toThrow(
    `${script} cannot be reached: `,
  );
});

test("a download site that refuses the request is named with its status", async () => {
  const script = await serve((_request, response) => response.writeHead(403).end());
  await expect(downloadFromVendor("folder", { version: "3.274.1", script, install: never })).rejects.toThrow(`${script} answered 403`);
});

test("a download that makes no progress is given up", async () => {
  const script = await serve((_request, response) => response.end("#!/bin/sh\n"));
  const install = (): Promise<never> => new Promise(() => undefined);
  await expect(downloadFromVendor("folder", { version: "3.274.1", script, downloadSeconds: 0.1, install })).rejects.toThrow(
    "The download did not end within 0.1 seconds.",
  );
});

test("a failed download reports its own reason, and a successful one gets the folder", async () => {
  const script = await serve((_request, response) => response.end("#!/bin/sh\n"));
  const failing = downloadFromVendor("folder", { version: "3.274.1", script, install: () => Promise.reject(new Error("no space left")) });
  await expect(failing).rejects.toThrow("no space left");
  const folders: string[] = [];
  const install = (folder: string): Promise<void> => Promise.resolve(void folders.push(folder));
  await downloadFromVendor("folder", { version: "3.274.1", script, install });
  expect(folders).toEqual(["folder"]);
});

/** Starts a server on this machine, which is closed after the test. */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  return `http://localhost:${(server.address() as AddressInfo).port}/install.sh`;
}
