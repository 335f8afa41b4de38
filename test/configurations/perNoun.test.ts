import { expect, test, vi } from "vitest";
import { perNoun } from "../../provider/src/configurations/perNoun";
import { proxy } from "../../provider/src/configurations/proxy";
import { webService } from "../../provider/src/configurations/webService";

test("the result is computed once for each noun", () => {
  const make = vi.fn(({ cs }: { cs: string }) => ({ cs }));
  const answer = perNoun(make);
  expect(answer(proxy)).toBe(answer(proxy));
  expect(answer(webService)).toEqual({ cs: webService.cs });
  expect(make).toHaveBeenCalledTimes(2);
});
