import type { RequestListener } from "node:http";
import { createServer, type ServerOptions } from "node:https";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** Starts an HTTPS server of a test at a free port of this machine, and ends it with the test. */
export async function serveHttps(options: ServerOptions, listener: RequestListener): Promise<{ host: string; port: number }> {
  const server = createServer(options, listener);
  // A client that refuses the server's TLS is what some tests are about.
  server.on("tlsClientError", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const { address: host, port } = server.address() as AddressInfo;
  return { host, port };
}

/** Returns a text to every request. */
export function returning(
  body: string | Buffer,
  { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
): RequestListener {
  return (_request, response) => {
    response.writeHead(status, headers).end(body);
  };
}
