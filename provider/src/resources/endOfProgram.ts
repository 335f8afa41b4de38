import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { createInterface, type Interface } from "node:readline";
import * as pulumi from "@pulumi/pulumi";
import { ended, heard, type EndOfProgram, type WarnedAtEnd } from "../lifecycle/atEnd";
import type { ProgramRun } from "./program";
import { endsWithProgram, isAnybodyWaiting } from "./untilRegistered";

/** Where the providers of a run are to be found at its end. The first who asks has it opened, and what they warn of then logged. */
export async function endOf(run: ProgramRun): Promise<EndOfProgram> {
  return (run.end ??= openEnd(run));
}

async function openEnd(run: ProgramRun): Promise<EndOfProgram> {
  const key = randomUUID();
  const providers = new Map<Socket, Interface>();
  const server = createServer((socket) => {
    const lines = createInterface({ input: socket });
    socket.on("error", () => socket.destroy());
    // It is nothing that a program waits for.
    socket.unref();
    lines.once("line", (line) => {
      if (line === key) {
        providers.set(socket, lines);
        socket.write(`${heard}\n`);
      } else socket.destroy();
    });
  });
  server.listen(0, "127.0.0.1").unref();
  await once(server, "listening");

  const release = endsWithProgram() ? undefined : pulumi.runtime.rpcKeepAlive();
  void (endsWithProgram() ? endOfProcess() : endOfInlineProgram(run))
    .then(async (isComplete) => {
      if (isComplete) for (const [socket, lines] of providers) logAll(run, await answerOf(socket, lines));
    })
    .finally(() => {
      server.close();
      for (const socket of providers.keys()) socket.destroy();
      release?.();
    });
  return { port: (server.address() as AddressInfo).port, key };
}

/** Asks a provider; empty where it is gone, which the engine tells by itself. */
async function answerOf(socket: Socket, lines: Interface): Promise<WarnedAtEnd[]> {
  if (socket.destroyed) return [];
  socket.ref();
  const answer = new Promise<string>((resolve) => {
    lines.once("line", resolve).once("close", () => {
      resolve("[]");
    });
  });
  socket.write(`${ended}\n`);
  return JSON.parse(await answer) as WarnedAtEnd[];
}

function logAll({ declarations }: ProgramRun, all: readonly WarnedAtEnd[]): void {
  for (const { noun, mark, resource } of declarations) {
    const { warnings = [] } = all.find((one) => one.type === noun.type && one.mark === mark) ?? {};
    for (const warning of warnings) void pulumi.log.warn(warning, resource);
  }
}

/** Waits for the end of a program that has its process to itself: nothing is left to do. Answers whether it has come so far without a failure. */
function endOfProcess(): Promise<boolean> {
  return new Promise((resolve) => {
    process.on("beforeExit", (code) => {
      if (!isAnybodyWaiting()) resolve(code === 0);
    });
  });
}

/** The same of a program in its host's process: it has its outputs, and all that it declared is registered. What it fails with, it says itself. */
async function endOfInlineProgram(run: ProgramRun): Promise<boolean> {
  const stack = pulumi.runtime.getStackResource() as { outputs?: pulumi.Output<unknown> } | undefined;
  try {
    await settled(stack?.outputs);
    for (let count = -1; count !== run.declarations.length;) {
      count = run.declarations.length;
      await Promise.all(run.declarations.map(({ resource }) => settled(resource?.urn)));
    }
    return true;
  } catch {
    return false;
  }
}

// Not among the SDK's types. An apply is not called where the value is not known yet.
function settled(output: pulumi.Output<unknown> | undefined): Promise<unknown> {
  return (output as { promise(): Promise<unknown> } | undefined)?.promise() ?? Promise.resolve();
}
