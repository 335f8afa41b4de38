import type { RequestListener } from "node:http";
import { createServer, type ServerOptions } from "node:https";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** Starts a test's HTTPS server on a free port of this machine, and stops it when the test ends. */
export async function serveHttps(options: ServerOptions, listener: RequestListener): Promise<{ host: string; port: number }> {
  const server = createServer(options, listener);
  // Some tests are about clients that refuse the server's TLS.
  server.on("tlsClientError", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const { address: host, port } = server.address() as AddressInfo;
  return { host, port };
}

/** A listener that answers every request with the same text. */
export function returning(
  body: string | Buffer,
  { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
): RequestListener {
  return (_request, response) => {
    response.writeHead(status, headers).end(body);
  };
}
