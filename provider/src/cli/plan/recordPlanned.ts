import { unreadBut, type Noun, type Values } from "../../configurations/noun";
import { startingValues } from "../../lifecycle/startingValues";
import { secretsOf } from "../../stack/declared";
import type { View } from "../../stack/memory";
import { expectedOf, type Expected } from "../../stack/outlook";
import { isHidden } from "./hidden";
import type { Removal } from "./planRemoval";
import type { Subject } from "./subjects";
import { isIdentity, type PlanView } from "./view";

/** Records a collection as the program declares it. */
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
  const all = { ...base, ...written };
  const collection = { identity, values: all, ...unreadBut(found ?? { values: {} }, Object.keys(written)) };
  memory.outlook.recordExpected(noun, expectedOf(collection, { unknown: hiddenAmong(all), secrets: secretsOf(records) }));
}

/** Records what remains of a collection that is removed from the program. */
export function recordRemoval(view: PlanView, { subject: { noun }, declared, found, write }: Removal): void {
  if (!view.canAsk) return;
  const { identity, records } = declared;
  const { outlook } = view.memory;
  if (view.unidentified(noun).length > 0) {
    outlook.recordExpected(noun, uncertain(noun, identity));
    return;
  }
  const back = write.verb === "Remove" ? undefined : write.values;
  outlook.recordLeft(noun, identity, { found, back, unknownIn: hiddenAmong, secrets: secretsOf(records) });
}

function hiddenAmong(values: Values): string[] {
  return Object.keys(values).filter((property) => isHidden(values[property]));
}

/** A collection that may not exist any more afterwards. */
function uncertain(noun: Noun, identity: string): Expected {
  return { identity, values: {}, unknown: Object.keys(noun.settings), secrets: [] };
}
