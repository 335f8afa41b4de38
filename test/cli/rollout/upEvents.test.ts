import type { EngineEvent } from "@pulumi/pulumi/automation";
import { describe, expect, test } from "vitest";
import { UpEvents, whyFailed } from "../../../provider/src/cli/rollout/upEvents";
import { changeOf, planWith, urnOf } from "../../support/previews";

const start = new Date(1_000_000);
const identity = "Service:WebServer:LyncPool01.contoso.com";

/** The event of a step that begins, `seconds` after the epoch. */
function step(op: string, type: string, seconds: number): EngineEvent {
  const state = { inputs: { identity } };
  const metadata = { op, urn: urnOf("web", type), type, old: state, new: state };
  return { sequence: 0, timestamp: seconds, resourcePreEvent: { metadata } } as unknown as EngineEvent;
}

describe("the events of an up show", () => {
  const web = "pulumi-nodejs:dynamic/lync:WebServiceConfiguration";

  test("when the last of its writes began, whatever other steps follow", () => {
    const events = new UpEvents(planWith({ changes: [changeOf({ cmdlets: ["Set-A"] })] }), start);
    expect(events.since).toEqual(start);
    for (const event of [step("update", web, 2000), step("update", web, 3000), step("create", "aws:s3/bucket:Bucket", 4000)])
      events.record(event);
    expect(events.since).toEqual(new Date(3_000_000));
  });

  test("the errors without colours, and no warnings", () => {
    const events = new UpEvents(planWith(), start);
    const say = (severity: string, message: string): void =>
      events.record({ sequence: 0, timestamp: 1, diagnosticEvent: { severity, message } } as unknown as EngineEvent);
    say("error", "<{%reset%}>it <{%fg 1%}>failed\n");
    say("warning", "beware");
    expect(events.errors).toEqual(["it failed"]);
  });
});

describe("the reason why an up failed", () => {
  const failed = [
    { urn: "x", type: "x", initErrors: ["kept", "too"] },
    { urn: "y", type: "y" },
  ];

  test.each([
    ["is in the state", { state: failed, errors: ["said"], said: "pulumi" }, "kept\ntoo"],
    ["is otherwise what the engine said", { state: [], errors: ["one", "two"], said: "pulumi" }, "one\ntwo"],
    ["is otherwise what pulumi said", { state: [], errors: [], said: "pulumi" }, "pulumi"],
  ])("%s", (_what, heard, words) => {
    expect(whyFailed(heard)).toBe(words);
  });

  test("is explained if the preview saw something else", () => {
    expect(whyFailed({ state: [], errors: ["resource violates plan: x"], said: "" })).toMatch(
      /^resource violates plan: x\nThe update would do something that the preview did not show, .* use --no-plan, which works without/,
    );
  });
});
