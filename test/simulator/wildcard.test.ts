import { describe, expect, test } from "vitest";
import { InvalidWildcard, matchesWildcard } from "../../provider/src/simulator/wildcard";

describe("a wildcard pattern", () => {
  test.each([
    ["service:*", "Service:WebServer:Pool-01.contoso.com", true],
    ["*Pool-0?.contoso.com", "Service:WebServer:Pool-01.contoso.com", true],
    ["*Pool.0?.contoso.com", "Service:WebServer:Pool-01.contoso.com", false],
    ["-", "-", true],
    ["site:/{}()^$+|.\\", "site:/{}()^$+|.\\", true],
    ["[a-c]", "B", true],
    ["[a-c]", "-", false],
    ["[-a]", "-", true],
    ["[a-]", "-", true],
    ["[a`-c]", "b", false],
    ["[a`-c]", "-", true],
    ["[^a]", "^", true],
    ["[]]", "]", true],
    ["[a-c-e]", "-", true],
    ["[a-c-e]", "d", false],
    ["`[x`*]", "[x*]", true],
    ["a]", "a]", true],
    ["", "", true],
    ["", "a", false],
  ])("%j matches %j: %j", (pattern, text, expected) => {
    expect(matchesWildcard(text, pattern)).toBe(expected);
  });

  test.each(["[z-a]", "[", "a[b", "[]", "[a`]"])("%j is not valid", (pattern) => {
    expect(() => matchesWildcard("a", pattern)).toThrow(InvalidWildcard);
  });
});
