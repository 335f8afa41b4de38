import { createServer, type AddressInfo } from "node:net";
import type { RequestListener } from "node:http";
import type { ServerOptions } from "node:https";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { Answer } from "../../../../provider/src/cli/doctor/network/answer";
import { ask } from "../../../../provider/src/cli/doctor/network/ask";
import { exchange } from "../../../../provider/src/cli/doctor/network/exchange";
import { judgeTls } from "../../../../provider/src/cli/doctor/network/tls/judge";
import { secureContextsOf, type SecureContexts } from "../../../../provider/src/cli/doctor/network/tls/trust";
import type { Address } from "../../../../provider/src/deployment/hosts";
import { makeAuthority, type Authority, type Wanted } from "../../../support/authority";
import { returning, serveHttps } from "../../../support/httpsServer";

let authority: Authority;
let stranger: Authority;

beforeAll(async () => {
  [authority, stranger] = await Promise.all([makeAuthority(), makeAuthority("CN=Stranger")]);
});

const uri = new URL("https://sts.contoso.com/a?b=c");
const contexts = (): SecureContexts => secureContextsOf({ ca: [authority.root], readsSystemStore: true });

/** Sends a request to an address of this machine, as if that were sts.contoso.com. */
function askAt(address: Address, { milliseconds = 10_000, bytes = 1000 } = {}): Promise<Answer> {
  return ask(uri, { address, limits: { milliseconds, bytes }, contexts: contexts() });
}

interface Served extends ServerOptions {
  wanted?: Wanted;
  by?: () => Authority;
}

/** Starts a server with a certificate of the authority, and sends it a request. */
async function served(
  listener: RequestListener,
  { wanted = {}, by = () => authority, ...options }: Served = {},
  limits = {},
): Promise<Answer> {
  const issued = await by().issue(wanted);
  return askAt(await serveHttps({ ...issued, ...options }, listener), limits);
}

const codesOf = ({ tls }: Answer): unknown[] =>
  tls === undefined
    ? []
    : judgeTls(tls, { host: "sts.contoso.com", now: new Date(), readsSystemStore: true }).map(({ code, status }) => code ?? status);

describe("a request over HTTPS", () => {
  test("goes to the mapped address with the real name, and returns the response", async () => {
    const asked: unknown[] = [];
    const answer = await served((request, response) => {
      const { host, authorization, cookie } = request.headers;
      const { servername } = request.socket as unknown as { servername: string };
      asked.push([request.method, request.url, host, servername, authorization, cookie, request.headers["user-agent"]]);
      response.end("<a/>");
    });
    expect(asked).toEqual([
      ["GET", "/a?b=c", "sts.contoso.com", "sts.contoso.com", undefined, undefined, expect.stringMatching(/^pulumi-lync\/\d/)],
    ]);
    expect(answer).toMatchObject({
      tls: { protocol: "TLSv1.3", chainError: undefined, isForName: true },
      response: { status: 200, body: Buffer.from("<a/>") },
    });
    expect(Math.abs(answer.failure === undefined ? (answer.response.millisecondsAhead ?? Infinity) : Infinity)).toBeLessThan(3000);
    expect(codesOf(answer)).toEqual(["fine"]);
  });

  test("goes to the URI's own host and port if no address is mapped to it", async () => {
    const { port } = await serveHttps(await authority.issue({ names: ["localhost"] }), returning("<a/>"));
    const limits = { milliseconds: 10_000, bytes: 1000 };
    const answer = await ask(new URL(`https://localhost:${port}/`), { address: undefined, limits, contexts: contexts() });
    expect(answer).toMatchObject({ tls: { chainError: undefined, isForName: true }, response: { status: 200 } });
  });

  test.each<[string, Served, string]>([
    ["has expired", { wanted: { from: -10, to: -1 } }, "certificateExpired"],
    ["is not valid yet", { wanted: { from: 1 } }, "certificateExpired"],
    ["ends soon", { wanted: { to: 29 } }, "certificateExpiring"],
    ["is for another name", { wanted: { names: ["dc.contoso.com"] } }, "certificateUntrusted"],
    ["has an unknown issuer", { by: () => stranger }, "certificateUntrusted"],
  ])("continues if the certificate %s, and reports that", async (_what, options, code) => {
    const answer = await served(returning("<a/>"), options);
    expect(answer).toMatchObject({ response: { status: 200 } });
    expect(codesOf(answer)).toEqual([code]);
  });

  test.each(["TLSv1", "TLSv1.1"] as const)("is sent again if a server offers only %s", async (version) => {
    const answer = await served(returning("<a/>"), { minVersion: version, maxVersion: version, ciphers: "DEFAULT@SECLEVEL=0" });
    expect(answer).toMatchObject({ tls: { protocol: version }, response: { status: 200 } });
    expect(codesOf(answer)).toEqual(["tlsTooOld"]);
  });

  test("follows no redirect", async () => {
    const answer = await served(returning("", { status: 302, headers: { Location: "https://elsewhere.contoso.com/" } }));
    expect(answer).toMatchObject({ response: { status: 302, location: "https://elsewhere.contoso.com/" } });
  });

  test("stops at the size limit", async () => {
    const answer = await served(returning(Buffer.alloc(1_000_000)));
    expect(answer).toMatchObject({ tls: { isForName: true }, failure: { kind: "tooLarge", words: "It returned more than 1000 bytes." } });
  });

  test.each<[string, RequestListener]>([
    ["before it begins", () => undefined],
    ["in the middle", (_request, response) => void response.write("<a>")],
  ])("ends at its time limit if the response stops %s", async (_where, listener) => {
    const time = new AbortController();
    const address = await serveHttps(await authority.issue(), (request, response) => {
      listener(request, response);
      time.abort();
    });
    const secureContext = contexts().present;
    const answer = await exchange({ uri, address, bytes: 1000, signal: time.signal, secureContext });
    expect(answer).toMatchObject({
      tls: { isForName: true },
      failure: { kind: "late", words: "No complete response arrived within the time limit." },
    });
  });

  test("reports that the connection was closed", async () => {
    const answer = await served((_request, response) => {
      response.writeHead(200, { "Content-Length": "100" }).write("<a>", () => response.destroy());
    });
    expect(answer).toMatchObject({ tls: { isForName: true }, failure: { kind: "closed" } });
  });
});

/** A port of this machine that handles each connection in the given way. */
async function listening(onConnection: Parameters<typeof createServer>[1]): Promise<Address & { close: () => Promise<void> }> {
  const server = createServer(onConnection);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const close = (): Promise<void> => new Promise((resolve) => void server.close(() => resolve()));
  return { host: "127.0.0.1", port: (server.address() as AddressInfo).port, close };
}

describe("a request without a response", () => {
  test("reports that the connection was refused", async () => {
    const { close, ...address } = await listening(() => undefined);
    await close();
    expect(await askAt(address)).toEqual({ tls: undefined, failure: { kind: "noConnection", words: "The connection was refused." } });
  });

  test("reports that the connection was closed", async () => {
    const { close: _, ...address } = await listening((socket) => socket.destroy());
    const words = "The connection was closed before a complete response arrived.";
    expect(await askAt(address)).toEqual({ tls: undefined, failure: { kind: "closed", words } });
  });

  test("reports that the port does not use TLS", async () => {
    const { close: _, ...address } = await listening((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
    expect(await askAt(address)).toEqual({
      tls: undefined,
      failure: { kind: "noTls", words: "The TLS connection failed: wrong version number." },
    });
  });

  test("reports that the name cannot be resolved", async () => {
    const answer = await askAt({ host: "nobody.invalid", port: 443 });
    expect(answer).toMatchObject({ tls: undefined, failure: { kind: "noName" } });
  });

  test("ends at its time limit if the handshake never ends", async () => {
    const { close: _, ...address } = await listening(() => undefined);
    expect(await askAt(address, { milliseconds: 300 })).toMatchObject({ tls: undefined, failure: { kind: "late" } });
  });
});
