import { once } from "node:events";
import { createServer, type AddressInfo, type Socket } from "node:net";
import * as pulumi from "@pulumi/pulumi";
import { expect, onTestFinished, test, vi } from "vitest";
import { webService } from "../../provider/src/configurations/webService";
import type { Deployment } from "../../provider/src/deployment/deployment";
import { joinProgram } from "../../provider/src/lifecycle/atEnd";
import type { EndOfProgram } from "../../provider/src/stack/beside";
import { Memory, type View } from "../../provider/src/stack/memory";
import { openEnd } from "../../provider/src/resources/endOfProgram";
import { newRun, type ProgramRun } from "../../provider/src/resources/program";

/** A provider process with one collection to be judged at the end. */
function provider(identity: string, warning: string): View {
  const memory = new Memory();
  memory.endings.recordPending(identity, { noun: webService, mark: identity, judge: () => Promise.resolve([warning]) });
  return { deployment: {} as Deployment, memory };
}

function programOf(...marks: string[]): ProgramRun {
  const declarations = marks.map((mark) => ({ noun: webService, mark, args: {}, opts: {} }));
  return { ...newRun(), isChecked: true, declarations };
}

/** What the class logs, and what the provider prints. */
function heard(): { logged: string[]; said: string[] } {
  const [logged, said]: [string[], string[]] = [[], []];
  vi.spyOn(pulumi.log, "warn").mockImplementation((text) => {
    logged.push(text);
    return Promise.resolve();
  });
  vi.spyOn(process.stderr, "write").mockImplementation((text) => said.push(String(text)) > 0);
  onTestFinished(() => {
    vi.restoreAllMocks();
  });
  return { logged, said };
}

/** A program that ends when the test says so. It is over once it has released its process. */
async function opened(run: ProgramRun): Promise<{ end: EndOfProgram; finish: (isComplete: boolean) => Promise<void> }> {
  let finish: (isComplete: boolean) => void = () => undefined;
  let letGo: () => void = () => undefined;
  const over = new Promise<void>((resolve) => (letGo = resolve));
  const ended = new Promise<{ isComplete: boolean; release: () => void }>((resolve) => {
    finish = (isComplete) => {
      resolve({ isComplete, release: letGo });
    };
  });
  const end = await openEnd(run, ended);
  return {
    end,
    finish: async (isComplete) => {
      finish(isComplete);
      await over;
    },
  };
}

test("each of several providers is asked after the program has ended, and its warnings are logged", async () => {
  const { logged, said } = heard();
  const { end, finish } = await opened(programOf("one", "two"));
  const one = provider("one", "first");
  // A provider process joins a program only once.
  await Promise.all([joinProgram(one, end), joinProgram(one, { ...end })]);
  await joinProgram(provider("two", "second"), end);
  await finish(true);
  expect(logged).toEqual(["first", "second"]);
  expect(said).toEqual([]);
});

test("no provider is asked after a failed program", async () => {
  const { logged } = heard();
  const { end, finish } = await opened(programOf("one"));
  await joinProgram(provider("one", "first"), end);
  await finish(false);
  expect(logged).toEqual([]);
});

test("the program ignores a client without the key, and does not wait for a provider that has disconnected", async () => {
  const { logged } = heard();
  const { end, finish } = await opened(programOf("one"));
  const { connect } = await import("node:net");
  const stranger = connect({ port: end.port, host: "127.0.0.1" });
  stranger.write("let me in\n");
  await once(stranger, "close");
  const gone = connect({ port: end.port, host: "127.0.0.1" });
  gone.write(`${end.key}\n`);
  await once(gone, "data");
  gone.resetAndDestroy();
  await finish(true);
  expect(logged).toEqual([]);
});

test.each([
  ["closes", (socket: Socket) => socket.end()],
  ["resets the connection", (socket: Socket) => socket.resetAndDestroy()],
])("a program that %s without a response stops no check, and a warning says that nothing was judged", async (_what, leave) => {
  const { said } = heard();
  const server = createServer((socket) => socket.on("error", () => undefined).once("data", () => leave(socket))).listen(0, "127.0.0.1");
  await once(server, "listening");
  await joinProgram(provider("one", "first"), { port: (server.address() as AddressInfo).port, key: "key" });
  server.close();
  expect(said).toEqual([expect.stringMatching(/warning: .* \[notJudged\]\n$/)]);
});
