import { describe, expect, test } from "vitest";
import { readsIn, subjectsOf } from "../../../provider/src/cli/plan/subjects";
import { proxy } from "../../../provider/src/configurations/proxy";
import { webService } from "../../../provider/src/configurations/webService";
import { typeOf } from "../../../provider/src/resources/typeOf";
import { unknownValue } from "../../../provider/src/stack/unknown";
import { preview, step, urnOf } from "../../support/previews";

const olds = { identity: "Global", usePinAuth: true };
const news = { identity: "Site:Redmond", usePinAuth: false };

describe("the collections among a preview's steps", () => {
  test.each([
    ["create", "create"],
    ["update", "update"],
    ["replace", "replace"],
    ["create-replacement", "replace"],
    ["delete-replaced", "delete"],
    ["same", "same"],
    ["import", "same"],
    ["constructor", "same"],
  ])("%s is %s", (op, kind) => {
    expect(subjectsOf(preview([step(op, "web", { olds, news })]))).toMatchObject([{ op: kind, noun: webService, resource: "web" }]);
  });

  test("are ours alone, and none that the program only reads", () => {
    const others = { op: "create", urn: urnOf("bucket", "aws:s3/bucket:Bucket"), newState: { inputs: news } };
    expect(subjectsOf(preview([others, step("read", "web", { news }), step("read-replacement", "other", { news })]))).toEqual([]);
  });

  test("have what was before, outputs before inputs, and what the program says; of a deletion nothing more", () => {
    const oldState = { inputs: { identity: "Global", usePinAuth: false }, outputs: { usePinAuth: true } };
    const steps = (op: string): object[] => [{ op, urn: urnOf("web"), oldState, newState: { inputs: news } }];
    expect(subjectsOf(preview(steps("update")))).toMatchObject([
      { olds: { values: { usePinAuth: true } }, news: { values: { usePinAuth: false } }, identity: "Site:Redmond" },
    ]);
    expect(subjectsOf(preview(steps("delete")))).toMatchObject([
      { olds: { values: { usePinAuth: true } }, news: undefined, identity: "Global" },
    ]);
  });

  test("are, where the identity is not known yet, those that the stack has", () => {
    const unknown = { identity: unknownValue };
    expect(subjectsOf(preview([step("update", "web", { olds, news: unknown })]))).toMatchObject([
      { identity: "Global", isIdentityKnown: false },
    ]);
    expect(subjectsOf(preview([step("create", "web", { news: unknown })]))).toMatchObject([
      { identity: undefined, isIdentityKnown: false },
    ]);
  });

  test("tell whether Pulumi only forgets them, and what their class warned of", () => {
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
  ])("with the steps %j are one: %s", (ops, kind) => {
    expect(subjectsOf(preview(ops.map((op) => step(op, "web", { olds, news })))).map(({ op }) => op)).toEqual([kind]);
  });
});

test("what the program reads is ours alone, and known by its id", () => {
  const read = (type: string, id?: string): object => ({ op: "read", urn: urnOf("x", type), newState: { id } });
  expect(readsIn(preview([read(typeOf(proxy), "Global"), read(typeOf(proxy)), read("aws:s3/bucket:Bucket", "b")]))).toEqual([
    { noun: proxy, identity: "Global" },
  ]);
});
