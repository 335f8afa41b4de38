import { expect, test } from "vitest";
import { parseIdentity } from "../../provider/src/configurations/identity";
import { webService } from "../../provider/src/configurations/webService";
import { warned, type Finding } from "../../provider/src/finding";
import { saidOnce, togetherBy } from "../../provider/src/guards/together";
import { web } from "../support/judging";

const of = (message: string, ofPool?: string): Finding => ({
  ...warned("noSecondFactor", "", message),
  ...(ofPool === undefined ? {} : { ofPool }),
});

test("merges the same findings about several pools, with each name once, and leaves other findings alone", () => {
  const found = [of("a", "one"), of("b", "one"), of("a", "two"), of("a", "one"), of("c")];
  expect(togetherBy(found, (pools) => pools.join("+"))).toEqual([of("one+two: a"), of("one: b"), of("c")]);
});

test("returns each message about a pool's own collection once, and names the pools that inherit another one", () => {
  const found = [of("a", "one"), of("a", "one"), of("b", "one"), of("b", "two")];
  expect(saidOnce(parseIdentity(web("one"), webService), found).map(({ message }) => message)).toEqual(["a", "b"]);
  expect(saidOnce(parseIdentity("Global", webService), found).map(({ message }) => message)).toEqual([
    "one, which inherits this: a",
    "2 pools that inherit this (one, two): b",
  ]);
});
