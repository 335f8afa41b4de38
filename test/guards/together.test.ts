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

test("the same is said of pools once, with each pool's name once; what is said of no pool stays as it is", () => {
  const found = [of("a", "one"), of("b", "one"), of("a", "two"), of("a", "one"), of("c")];
  expect(togetherBy(found, (pools) => pools.join("+"))).toEqual([of("one+two: a"), of("one: b"), of("c")]);
});

test("of a pool's own collection each message is said once; of one that pools inherit, by whom", () => {
  const found = [of("a", "one"), of("a", "one"), of("b", "one"), of("b", "two")];
  expect(saidOnce(parseIdentity(web("one"), webService), found).map(({ message }) => message)).toEqual(["a", "b"]);
  expect(saidOnce(parseIdentity("Global", webService), found).map(({ message }) => message)).toEqual([
    "one, which inherits this: a",
    "2 pools that inherit this (one, two): b",
  ]);
});
