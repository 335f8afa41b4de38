import { sameValue, unreadBut } from "../configurations/noun";
import { omit, pick } from "../configurations/values";
import { unreadTexts } from "../deployment/unread";
import { LyncError } from "../errors";
import { warned } from "../finding";
import { nonEmpty, type Declared } from "../stack/declared";
import { willInherit, type Inherited } from "../stack/effective";
import type { Scope } from "../stack/memory";
import { isUnknown } from "../stack/unknown";
import type { Expectation } from "./expectation";
import { sentence } from "../sentence";
import { startingValues } from "./startingValues";

/** What to expect of a collection that does not exist yet: the values that it will start from. */
export async function startOf(scope: Scope, { identity, values, options }: Declared): Promise<Expectation> {
  const { noun, deployment } = scope;
  const factory = await startingValues(scope);
  const inheritedWhole = await inheritedNow(scope, identity);
  const { values: outer, secrets: outerSecrets } = inheritedWhole;
  const unread = Object.keys(unreadBut(inheritedWhole, Object.keys(values)).unread ?? {});
  const unreadReasons = unreadTexts(noun, inheritedWhole, { properties: unread, secrets: outerSecrets });
  const lost = Object.keys(noun.settings).filter(
    (property) =>
      !(property in values) && outer[property] !== undefined && !sameValue(noun, property, [outer[property], factory[property]]),
  );
  if (options.startFrom === "inherited") {
    const inherited = pick(outer, lost);
    const lacking = await deployment.lacking(noun, lost);
    if (lacking.length > 0) {
      const why = lacking.map(({ cause }) => sentence(cause)).join(" ");
      const next = ['Declare startFrom: "defaults" to omit them', ...new Set(lacking.flatMap(({ elsewhere }) => elsewhere ?? []))].join(
        ", or ",
      );
      throw new LyncError(`Values that "${identity}" inherits cannot be copied into the new collection. ${why} ${sentence(next)}`, {
        kind: "unsupported",
        code: "lacking",
      });
    }
    if (unread.length > 0) {
      const instead = `Declare ${unread.join(", ")}, or declare startFrom: "defaults" to omit the inherited values.`;
      throw new LyncError(
        `Values that "${identity}" inherits cannot be copied into the new collection. ${unreadReasons.map(sentence).join(" ")} ${instead}`,
        {
          kind: "badAnswer",
          code: "unread",
        },
      );
    }
    const taken = omit(outer, Object.keys(values));
    const secrets = lost.filter((property) => outerSecrets.includes(property));
    return { base: { ...factory, ...inherited }, records: nonEmpty({ inherited }), taken, secrets, warnings: [] };
  }
  const lostByNew = lost.map((property) => {
    const isTold = !isUnknown(outer[property]) && !outerSecrets.includes(property);
    const is = isTold ? `is ${JSON.stringify(outer[property])}` : "has a value";
    const willBe = factory[property] === undefined ? "but its new value is unknown" : `but will be ${JSON.stringify(factory[property])}`;
    const message = `${property} ${is} by inheritance, ${willBe}. A new collection inherits nothing. Declare the setting, or declare startFrom: "inherited".`;
    return warned("lostByNew", property, message);
  });
  const untold = unreadReasons.map((reason) =>
    warned("unread", "", `It is unknown which inherited values the new collection loses, because ${sentence(reason)}`),
  );
  return { base: factory, records: {}, warnings: [...lostByNew, ...untold] };
}

/** What a scope inherits without a collection of its own. The global scope inherits nothing. */
export async function inheritedNow(scope: Scope, identity: string): Promise<Inherited> {
  return (await willInherit(scope, identity)) ?? { identity, values: {}, secrets: [] };
}
