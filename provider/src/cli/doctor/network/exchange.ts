import type { IncomingMessage } from "node:http";
import { request, type RequestOptions } from "node:https";
import { isIP } from "node:net";
import { TLSSocket, type ConnectionOptions, type SecureContext } from "node:tls";
import type { Address } from "../../../deployment/hosts";
import { ownVersion } from "../../../version";
import type { Answer, Failure, Response } from "./answer";
import { failureOf } from "./failure";
import { tlsFactsOf, type TlsFacts } from "./tls/facts";

/** One request, and how it is sent. */
export interface Exchange {
  uri: URL;
  /** The address to connect to; the URI's own host if left out. */
  address?: Address;
  /** The maximum size of the response. */
  bytes: number;
  /** Ends the request when its time limit has passed. */
  signal: AbortSignal;
  secureContext: SecureContext;
}

/**
 * Sends one GET request over a new connection. A bad certificate is recorded and does not stop the
 * request, because nothing secret is sent and no response is trusted. It follows no redirect and
 * uses no proxy.
 */
export function exchange(question: Exchange): Promise<Answer> {
  const { uri, signal } = question;
  return new Promise((resolve) => {
    let tls: TlsFacts | undefined;
    let sentAt = 0;
    const asked = request(optionsOf(question));
    const fail = (failure: Failure): void => {
      resolve({ tls, failure });
      asked.destroy();
    };
    asked.on("socket", (socket) => {
      socket.on("secureConnect", () => {
        if (socket instanceof TLSSocket) tls = tlsFactsOf(socket, hostOf(uri));
        sentAt = Date.now();
      });
    });
    asked.on("error", (error) => {
      fail(failureOf(error, signal));
    });
    asked.on("response", (response) => {
      const midpoint = (sentAt + Date.now()) / 2;
      readBody(response, question).then(
        (body) => {
          if ("words" in body) fail(body);
          else resolve({ tls: tls as TlsFacts, response: { ...headOf(response, midpoint), body } });
        },
        (error: unknown) => {
          fail(failureOf(error as Error, signal));
        },
      );
    });
    asked.end();
  });
}

function optionsOf({ uri, address, signal, secureContext }: Exchange): RequestOptions & Pick<ConnectionOptions, "secureContext"> {
  const host = hostOf(uri);
  return {
    host: address?.host ?? host,
    port: address?.port ?? (uri.port === "" ? 443 : Number(uri.port)),
    path: `${uri.pathname}${uri.search}`,
    // The TLS extension for server names accepts no IP addresses.
    servername: isIP(host) === 0 ? host : "",
    headers: { Host: uri.host, "User-Agent": `pulumi-lync/${ownVersion()}`, Accept: "*/*" },
    // A new connection for each request, so that the server sends its certificate.
    agent: false,
    rejectUnauthorized: false,
    secureContext,
    signal,
  };
}

/** The host of a URI; an IPv6 address without its brackets. */
function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, "$1");
}

async function readBody(response: IncomingMessage, { bytes }: Exchange): Promise<Buffer | Failure> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > bytes) return { kind: "tooLarge", words: `It returned more than ${bytes} bytes.` };
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function headOf({ statusCode = 0, headers }: IncomingMessage, midpoint: number): Omit<Response, "body"> {
  const date = Date.parse(headers.date ?? "");
  return {
    status: statusCode,
    location: headers.location,
    // The header has only whole seconds, so it is half a second behind on average. This adds that
    // half second.
    millisecondsAhead: Number.isNaN(date) ? undefined : date + 500 - midpoint,
  };
}
