import { expect, test } from "vitest";
import { placeOf } from "../../../provider/src/cli/plan/change";
import { subjectsOf } from "../../../provider/src/cli/plan/subjects";
import { unknownValue } from "../../../provider/src/stack/unknown";
import { preview, step } from "../../support/previews";

test.each([
  ["Service:WebServer:LyncPool01.contoso.com", "LyncPool01.contoso.com", "Service:WebServer:LyncPool01.contoso.com"],
  ["Site:Redmond", "Site:Redmond", "Site:Redmond"],
  ["not an identity", "not an identity", "not an identity"],
  [unknownValue, null, null],
])("the place of %j is the pool %j", (identity, pool, shown) => {
  const [subject] = subjectsOf(preview([step("create", "web", { news: { identity } })]));
  expect(placeOf(subject!)).toEqual({
    resource: "web",
    pool,
    identity: shown,
    isIdentityKnown: identity !== unknownValue,
    configuration: "CsWebServiceConfiguration",
  });
});
