import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { createInterface, type Interface } from "node:readline";
import * as pulumi from "@pulumi/pulumi";
import * as state from "@pulumi/pulumi/runtime/state";
import { defined } from "../defined";
import { heard, type Ended, type WarnedAtEnd } from "../lifecycle/atEnd";
import type { EndOfProgram } from "../stack/beside";
import { leavingFrom } from "./oldState";
import { endOfTurn, type ProgramRun } from "./program";
import { atEndOfProcess, endsWithProgram } from "./untilRegistered";

/**
 * Returns how the providers of a run can reach the program at its end. The first call opens the
 * connection, and arranges that the providers' warnings are logged.
 */
export async function endOf(run: ProgramRun): Promise<EndOfProgram> {
  return (run.end ??= openEnd(run, endsWithProgram() ? endOfProcess() : endOfInlineProgram(run)));
}

/**
 * How a program has ended: whether it got there without a failure, and what lets its process end.
 */
interface Ending {
  isComplete: boolean;
  release?: () => void;
}

/** Listens for providers, and asks them for their warnings at the end of the program. */
export async function openEnd(run: ProgramRun, end: Promise<Ending>): Promise<EndOfProgram> {
  const key = randomUUID();
  const providers = new Map<Socket, Interface>();
  const server = createServer((socket) => {
    const lines = createInterface({ input: socket });
    // A program must not wait for the socket. If a provider has ended, the engine reports that
    // itself.
    socket.unref();
    socket.on("error", () => socket.destroy());
    lines.on("error", () => socket.destroy());
    lines.once("line", (line) => {
      if (line === key) {
        providers.set(socket, lines);
        socket.write(`${heard}\n`);
      } else socket.destroy();
    });
  });
  server.listen(0, "127.0.0.1").unref();
  await once(server, "listening");

  void end.then(async ({ isComplete, release }) => {
    if (isComplete) {
      const said: Ended = { leaving: await leavingFrom(run) };
      for (const [socket, lines] of providers) logAll(run, said, await answerOf(socket, lines, said));
    }
    server.close();
    for (const socket of providers.keys()) socket.destroy();
    release?.();
  });
  return { port: (server.address() as AddressInfo).port, key };
}

/**
 * Asks a provider for its warnings. The result is empty if the provider ends before it has sent
 * them.
 */
async function answerOf(socket: Socket, lines: Interface, said: Ended): Promise<WarnedAtEnd[]> {
  if (socket.destroyed) return [];
  socket.ref();
  const answer = new Promise<string>((resolve) => {
    const gone = (): void => {
      resolve("[]");
    };
    lines.once("line", resolve).once("close", gone);
    socket.once("close", gone);
  });
  socket.write(`${JSON.stringify(said)}\n`);
  try {
    return JSON.parse(await answer) as WarnedAtEnd[];
  } catch {
    // The provider ended while it was sending its warnings.
    return [];
  }
}

function logAll({ declarations }: ProgramRun, { leaving }: Ended, all: readonly WarnedAtEnd[]): void {
  const places = [
    ...declarations.map(({ noun, mark, resource }) => ({ type: noun.type, mark, resource })),
    // A resource that is being removed has no object in the program.
    ...leaving.map(({ type, urn }) => ({ type, mark: urn, resource: { urn: pulumi.output(urn) } as unknown as pulumi.Resource })),
  ];
  for (const { type, mark, resource } of places) {
    const own = all.filter((one) => one.type === type && one.mark === mark);
    for (const warning of own.flatMap(({ warnings }) => warnings)) void pulumi.log.warn(warning, resource);
  }
}

/** Resolves at the end of a program that has its own process, when nothing is left to do there. */
function endOfProcess(): Promise<Ending> {
  return new Promise((resolve) => {
    atEndOfProcess((code) => {
      resolve({ isComplete: code === 0 });
    });
  });
}

// Not in the SDK's types: the requests on their way to the engine, which the end of an inline
// program waits for, and whether the engine has ended.
interface Store {
  settings: { rpcDone: Promise<unknown> };
  terminated: boolean;
}

/**
 * Resolves at the end of a program in its host's process, when its outputs are known and everything
 * that it declared is registered. If the program fails, it reports that itself.
 */
async function endOfInlineProgram(run: ProgramRun): Promise<Ending> {
  const store = (state as unknown as { getStore(): Store }).getStore();
  const stack = pulumi.runtime.getStackResource() as { outputs?: { promise(): Promise<unknown> } } | undefined;
  try {
    await stack?.outputs?.promise();
  } catch {
    return { isComplete: false };
  }
  let release: (() => void) | undefined;
  for (let count = -1; count !== run.declarations.length;) {
    count = run.declarations.length;
    // The requests in progress, without our own, whether they fail or not. From here on, the
    // program's end waits for us.
    const underWay = store.settings.rpcDone;
    const next = pulumi.runtime.rpcKeepAlive();
    release?.();
    release = next;
    await underWay;
    await endOfTurn();
  }
  return { isComplete: !store.terminated, ...defined({ release }) };
}
