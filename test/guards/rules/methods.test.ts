import { expect, test } from "vitest";
import type { WebServiceValues } from "../../../provider/src/configurations/webService";
import { isPassiveAlone, offeredTogether, waysToTicket } from "../../../provider/src/guards/rules/methods";

const off: WebServiceValues = { useCertificateAuth: false, usePinAuth: false, useWindowsAuth: "None", useWsFedPassiveAuth: false };
const passive: WebServiceValues = { ...off, useWsFedPassiveAuth: true };
const windows: WebServiceValues = { ...off, useWindowsAuth: "NTLM" };
const ways = (...webs: WebServiceValues[]): string => waysToTicket(offeredTogether(webs), { offersOAuth: false });

test("several Web Services together offer every method that one of them offers", () => {
  expect(ways(off, off)).toBe("none");
  expect(ways(off, { ...off, usePinAuth: true })).toBe("phones");
  expect(ways(off, windows)).toBe("everyone");
  expect(ways(passive, off)).toBe("everyone");
});

test("several are passive if none of them has another method, and an unreadable method counts as on", () => {
  expect(isPassiveAlone(offeredTogether([passive, passive]))).toBe(true);
  expect(isPassiveAlone(offeredTogether([passive, windows]))).toBe(false);
  const unread = { ...passive, usePinAuth: undefined };
  expect(isPassiveAlone(offeredTogether([passive, unread]))).toBe(false);
  expect(ways({}, {})).toBe("none");
});
