import { unreadBut, type Noun, type Values } from "../../configurations/noun";
import { omit } from "../../configurations/values";
import { startingValues } from "../../lifecycle/startingValues";
import { secretsOf } from "../../stack/declared";
import type { View } from "../../stack/memory";
import type { Expected } from "../../stack/outlook";
import { isHidden } from "./hidden";
import type { Removal } from "./planRemoval";
import type { Subject } from "./subjects";
import { isIdentity, type PlanView } from "./view";

/** Takes what the program makes of a collection. */
export async function recordDeclared({ deployment, memory }: View, subject: Subject): Promise<void> {
  const { noun, identity, news, isIdentityKnown } = subject;
  if (!isIdentityKnown) memory.declarations.recordUnidentified(noun);
  if (news === undefined || identity === undefined || !isIdentity(noun, identity)) return;
  if (!isIdentityKnown) {
    memory.outlook.recordExpected(noun, uncertain(noun, identity));
    return;
  }
  const { values, records, reset } = news;
  memory.declarations.record(noun, identity, values);
  const found = await deployment.find(noun, identity);
  const base = found?.values ?? { ...(await startingValues({ noun, deployment, memory })), ...records.inherited };
  const written = { ...reset, ...values };
  memory.outlook.recordExpected(noun, {
    ...expectedOf(identity, { ...base, ...written }, secretsOf(records)),
    ...unreadBut(found ?? { values: {} }, Object.keys(written)),
  });
}

/** Takes what is left of a collection that leaves the program. */
export function recordRemoval(view: PlanView, { subject: { noun }, declared, found, write }: Removal): void {
  if (!view.canAsk) return;
  const { identity, records } = declared;
  const { memory } = view;
  if (view.unidentified(noun).length > 0) memory.outlook.recordExpected(noun, uncertain(noun, identity));
  else if (write.verb === "Remove" || found === undefined) memory.outlook.recordLeaving(noun, identity);
  else {
    const expected = expectedOf(identity, { ...found.values, ...write.values }, secretsOf(records));
    memory.outlook.recordExpected(noun, { ...expected, ...unreadBut(found, Object.keys(write.values)) });
  }
}

function expectedOf(identity: string, values: Values, secrets: readonly string[]): Expected {
  const unknown = Object.keys(values).filter((property) => isHidden(values[property]));
  return { identity, values: omit(values, unknown), unknown, secrets };
}

/** A collection of which nobody knows whether it is still there then. */
function uncertain(noun: Noun, identity: string): Expected {
  return { identity, values: {}, unknown: Object.keys(noun.settings), secrets: [] };
}
