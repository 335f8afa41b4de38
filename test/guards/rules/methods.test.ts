import { expect, test } from "vitest";
import type { WebServiceValues } from "../../../provider/src/configurations/webService";
import { isPassiveAlone, offeredTogether, waysToTicket } from "../../../provider/src/guards/rules/methods";

const off: WebServiceValues = { useCertificateAuth: false, usePinAuth: false, useWindowsAuth: "None", useWsFedPassiveAuth: false };
const passive: WebServiceValues = { ...off, useWsFedPassiveAuth: true };
const windows: WebServiceValues = { ...off, useWindowsAuth: "NTLM" };
const ways = (...webs: WebServiceValues[]): string => waysToTicket(offeredTogether(webs), { offersOAuth: false });

test("several Web Services together offer what one of them does", () => {
  expect(ways(off, off)).toBe("none");
  expect(ways(off, { ...off, usePinAuth: true })).toBe("phones");
  expect(ways(off, windows)).toBe("everyone");
  expect(ways(passive, off)).toBe("everyone");
});

test("passive is the only way in where none of them has another, and what cannot be read counts as on there", () => {
  expect(isPassiveAlone(offeredTogether([passive, passive]))).toBe(true);
  expect(isPassiveAlone(offeredTogether([passive, windows]))).toBe(false);
  const unread = { ...passive, usePinAuth: undefined };
  expect(isPassiveAlone(offeredTogether([passive, unread]))).toBe(false);
  expect(ways({}, {})).toBe("none");
});
