import { expect, test } from "vitest";
import { proxy } from "../../../provider/src/configurations/proxy";
import { webService } from "../../../provider/src/configurations/webService";
import { turnsPassiveOn } from "../../../provider/src/guards/rules/passive";

const [on, off] = [{ useWsFedPassiveAuth: true }, { useWsFedPassiveAuth: false }];

test("a change turns passive authentication on if it was off before, and only in Web Services", () => {
  expect(turnsPassiveOn(webService, { before: off, after: on })).toBe(true);
  expect(turnsPassiveOn(webService, { before: undefined, after: on })).toBe(true);
  expect(turnsPassiveOn(webService, { before: on, after: on })).toBe(false);
  expect(turnsPassiveOn(webService, { before: on, after: off })).toBe(false);
  expect(turnsPassiveOn(proxy, { before: undefined, after: on })).toBe(false);
});
