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

test("the same findings about several pools are merged, with each name once, and other findings do not change", () => {
  const found = [of("a", "one"), of("b", "one"), of("a", "two"), of("a", "one"), of("c")];
  expect(togetherBy(found, (pools) => pools.join("+"))).toEqual([of("one+two: a"), of("one: b"), of("c")]);
});

test("each message about a pool's own collection is returned once, and one about another collection names the pools that inherit it", () => {
  const found = [of("a", "one"), of("a", "one"), of("b", "one"), of("b", "two")];
  expect(saidOnce(parseIdentity(web("one"), webService), found).map(({ message }) => message)).toEqual(["a", "b"]);
  expect(saidOnce(parseIdentity("Global", webService), found).map(({ message }) => message)).toEqual([
    "one, which inherits this collection: a",
    "2 pools that inherit this collection (one, two): b",
  ]);
});
