import type { ServerResponse } from "node:http";
import { expect, test } from "vitest";
import { Asker } from "../../../../provider/src/cli/doctor/network/asker";
import { secureContextsOf } from "../../../../provider/src/cli/doctor/network/tls/trust";
import { makeAuthority } from "../../../support/authority";
import { serveHttps } from "../../../support/httpsServer";

const uriOf = (name: string): URL => new URL(`https://${name}.contoso.com/`);

test("eight requests run at the same time, each URI is requested once, and progress is reported", async () => {
  let waiting: ServerResponse[] = [];
  let opened = 0;
  const openedBefore: number[] = [];
  const { host, port } = await serveHttps(await (await makeAuthority()).issue(), (_request, response) => {
    waiting.push(response);
    if (waiting.length < 8) return;
    openedBefore.push(opened);
    for (const one of waiting) one.end();
    waiting = [];
  });
  // This getter runs for each connection.
  const address = {
    port,
    get host() {
      opened += 1;
      return host;
    },
  };
  const said: string[] = [];
  const options = {
    wayTo: () => address,
    limits: { milliseconds: 15_000, bytes: 1000 },
    contexts: secureContextsOf({ readsSystemStore: false }),
  };
  const asker = new Asker({ ...options, say: (text) => said.push(text) });
  const names = Array.from({ length: 16 }, (_, index) => `fe${index}`);
  await Promise.all([...names, ...names].map((name) => asker.ask(uriOf(name))));
  expect((await asker.all()).map(({ uri, answer }) => [uri.hostname, answer?.failure])).toEqual(
    names.map((name) => [`${name}.contoso.com`, undefined]),
  );
  expect(openedBefore).toEqual([8, 16]);
  expect(said.at(-1)).toBe("Checked over the network: 16 of 16.");
});

test("no request goes to a host without an address", async () => {
  const contexts = secureContextsOf({ readsSystemStore: false });
  const asker = new Asker({ wayTo: () => "notAsked", limits: { milliseconds: 1, bytes: 1 }, contexts, say: () => undefined });
  expect(await asker.ask(uriOf("fe01"))).toEqual({ uri: uriOf("fe01"), address: undefined, answer: undefined });
});
