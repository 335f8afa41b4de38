import { describe, expect, test } from "vitest";
import { readsIn, subjectsOf } from "../../../provider/src/cli/plan/subjects";
import { proxy } from "../../../provider/src/configurations/proxy";
import { webService } from "../../../provider/src/configurations/webService";
import { typeOf } from "../../../provider/src/resources/typeOf";
import { unknownValue } from "../../../provider/src/stack/unknown";
import { preview, step, urnOf } from "../../support/previews";

const olds = { identity: "Global", usePinAuth: true };
const news = { identity: "Site:Redmond", usePinAuth: false };

describe("the collections in a preview's steps", () => {
  test.each([
    ["create", "create"],
    ["update", "update"],
    ["replace", "replace"],
    ["create-replacement", "replace"],
    ["delete-replaced", "delete"],
    ["same", "same"],
    ["import", "same"],
    ["constructor", "same"],
  ])("of the step %s have the action %s", (op, kind) => {
    expect(subjectsOf(preview([step(op, "web", { olds, news })]))).toMatchObject([{ op: kind, noun: webService, resource: "web" }]);
  });

  test("do not include other resource types, or collections that the program only reads", () => {
    const others = { op: "create", urn: urnOf("bucket", "aws:s3/bucket:Bucket"), newState: { inputs: news } };
    expect(subjectsOf(preview([others, step("read", "web", { news }), step("read-replacement", "other", { news })]))).toEqual([]);
  });

  test("have the earlier values, outputs before inputs, and the program's values, except for a deletion", () => {
    const oldState = { inputs: { identity: "Global", usePinAuth: false }, outputs: { usePinAuth: true } };
    const steps = (op: string): object[] => [{ op, urn: urnOf("web"), oldState, newState: { inputs: news } }];
    expect(subjectsOf(preview(steps("update")))).toMatchObject([
      { olds: { values: { usePinAuth: true } }, news: { values: { usePinAuth: false } }, identity: "Site:Redmond" },
    ]);
    expect(subjectsOf(preview(steps("delete")))).toMatchObject([
      { olds: { values: { usePinAuth: true } }, news: undefined, identity: "Global" },
    ]);
  });

  test("have the stack's identity if the program's identity is not known yet", () => {
    const unknown = { identity: unknownValue };
    expect(subjectsOf(preview([step("update", "web", { olds, news: unknown })]))).toMatchObject([
      { identity: "Global", isIdentityKnown: false },
    ]);
    expect(subjectsOf(preview([step("create", "web", { news: unknown })]))).toMatchObject([
      { identity: undefined, isIdentityKnown: false },
    ]);
  });

  test("say whether Pulumi retains them on delete, and have the warnings of their class", () => {
    const warning = { severity: "warning", urn: urnOf("web"), message: "warning: beware" };
    expect(
      subjectsOf(preview([step("delete", "web", { olds, retainOnDelete: true }), step("delete", "b", { olds })], [warning])),
    ).toMatchObject([
      { resource: "web", isRetained: true, warnings: ["beware"] },
      { resource: "b", isRetained: false, warnings: [] },
    ]);
  });

  test.each([
    [["refresh", "update"], "update"],
    [["update", "refresh"], "update"],
    [["refresh", "same"], "same"],
  ])("with the steps %j are one collection with the action %s", (ops, kind) => {
    expect(subjectsOf(preview(ops.map((op) => step(op, "web", { olds, news })))).map(({ op }) => op)).toEqual([kind]);
  });
});

test("the collections that the program reads have their id as identity, without other resource types", () => {
  const read = (type: string, id?: string): object => ({ op: "read", urn: urnOf("x", type), newState: { id } });
  expect(readsIn(preview([read(typeOf(proxy), "Global"), read(typeOf(proxy)), read("aws:s3/bucket:Bucket", "b")]))).toEqual([
    { noun: proxy, identity: "Global" },
  ]);
});
