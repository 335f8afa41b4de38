import { expect, test } from "vitest";
import { Names } from "../../../provider/src/cli/discover/names";

const type = "WebServiceConfiguration";

test.each([
  ["Global", "Global"],
  ["Service:WebServer:LyncPool01.contoso.com", "LyncPool01.contoso.com"],
  ['Site:O\'Neil "and" Söhne 日本', 'O\'Neil "and" Söhne 日本'],
  ["Site:1st", "1st"],
  ["Site:a::b:::c:d", "a:b:c:d"],
  ["Site:a\nb\u2028c\u0000", "a b c"],
  ["Site:half \ud800", "half \ufffd"],
  ["Site:\u0001", "unnamed"],
  [`Site:${"x".repeat(250)}`, "x".repeat(250)],
])("%j is named %j", (identity, name) => {
  expect(new Names().take(type, identity)).toBe(name);
});

test("names are unique for each type, ignoring case", () => {
  const names = new Names();
  const taken = ["Global", "Site:global", "Site:Global-2", "Site:Global"].map((identity) => names.take(type, identity));
  expect(taken).toEqual(["Global", "global-2", "Global-2-2", "Global-3"]);
  expect(names.take("ProxyConfiguration", "Global")).toBe("Global");
});
