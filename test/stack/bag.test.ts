import { describe, expect, test } from "vitest";
import { secretText } from "../../provider/src/cmdlets/commandText";
import { webService } from "../../provider/src/configurations/webService";
import {
  besideIn,
  givenIn,
  inputsIn,
  internalNames,
  previewedInputs,
  previewedState,
  propertiesOfInputs,
  propertiesOfState,
  registered,
  registeredIn,
  settingsIn,
  stateIn,
  type Properties,
} from "../../provider/src/stack/bag";
import { unknownValue } from "../../provider/src/stack/unknown";

const identity = "Service:WebServer:LyncPool01.contoso.com";

describe("when a class registers a resource,", () => {
  test("check receives arguments, secrets, marks and messages separately", () => {
    const properties = registered(
      { identity, usePinAuth: true },
      { beside: { mark: "pool" }, secretSettings: ["macResolverUrl"], previous: { macResolverUrl: "" }, retainOnDelete: true },
      "text",
    );
    expect(givenIn(webService, properties)).toEqual({
      args: { identity, usePinAuth: true, retainOnDelete: true },
      secretSettings: ["macResolverUrl"],
      marks: ["macResolverUrl"],
      beside: { mark: "pool" },
    });
  });

  test("check receives no message that the class did not give", () => {
    expect(registered({ identity }, { beside: undefined, retainOnDelete: undefined }, "text")).toEqual({ identity, __provider: "text" });
  });

  test("a transform receives the arguments separate from the messages", () => {
    const messages = { beside: {}, secretSettings: ["usePinAuth"], previous: "" };
    expect(registeredIn(registered({ identity }, messages, "text"))).toEqual({ args: { identity, __provider: "text" }, messages });
  });

  test("all messages are removed from the resource again", () => {
    const all = { beside: 1, external: 1, secretSettings: 1, previous: 1, retainOnDelete: true } as const;
    expect(Object.keys(registered({}, all, "text")).filter((name) => !(internalNames as readonly string[]).includes(name))).toEqual([
      "__provider",
    ]);
  });

  test.each([
    ["a whole mark", "", Object.keys(webService.settings), undefined],
    ["a mark that is not known yet", unknownValue, [], undefined],
    ["a value of the program's", { usePinAuth: true }, ["usePinAuth"], { usePinAuth: true }],
  ])("previous may be %s", (_what, previous, marks, argument) => {
    const given = givenIn(webService, { identity, previous });
    expect(given.marks).toEqual(marks);
    expect(given.args.previous).toEqual(argument);
  });
});

test.each([
  ["a text", "text", {}],
  [
    "values that are not known yet",
    { mark: unknownValue, unpaired: unknownValue, federationService: unknownValue, remembered: unknownValue },
    {},
  ],
  ["values of another form", { mark: 1, end: { port: "1" }, state: [], remembered: {}, isExplicit: "yes", after: "x" }, {}],
  [
    "values of the right form",
    { mark: "pool", end: { port: 1, key: "k" }, isExplicit: true, after: ["global"] },
    { mark: "pool", end: { port: 1, key: "k" }, isExplicit: true, after: ["global"] },
  ],
])("what a class sends is read as far as it is known and has the right form: %s", (_what, told, read) => {
  expect(besideIn(told)).toEqual(read);
});

describe("inputs and outputs", () => {
  const inputs: Properties = {
    identity,
    usePinAuth: false,
    adopt: true,
    previous: { usePinAuth: true },
    reset: { useCertificateAuth: true },
    warnings: ["look"],
    drift: ["somebody"],
    changedSecrets: ["macResolverUrl"],
    deployment: "local",
    projectFolder: "..",
  };
  const outputs: Properties = {
    identity,
    usePinAuth: false,
    startFrom: "inherited",
    since: 7,
    inherited: { useCertificateAuth: null },
    signInMethods: "none",
    deployment: "local",
    external: true,
  };

  test("are the same after the way to typed values and back", () => {
    expect(propertiesOfInputs(inputsIn(webService, inputs))).toEqual(inputs);
    expect(propertiesOfState(stateIn(webService, outputs))).toEqual(outputs);
  });

  test("have no empty parts", () => {
    expect(propertiesOfInputs(inputsIn(webService, { identity, usePinAuth: null, __provider: "text" }))).toEqual({ identity });
    expect(propertiesOfState(stateIn(webService, { identity, external: null }))).toEqual({ identity });
  });

  test("have null for a setting whose write has an unknown outcome", () => {
    expect(stateIn(webService, { identity, written: ["usePinAuth", "ofALaterVersion"] }).values).toEqual({ usePinAuth: null });
  });

  test("have the names of their settings, including those of a later version", () => {
    const later = { ...inputs, ...outputs, ofALaterVersion: 1, useWindowsAuth: null, written: ["useCertificateAuth"], __provider: "text" };
    expect(settingsIn(later)).toEqual(["usePinAuth", "ofALaterVersion", "useCertificateAuth"]);
  });

  test("have a secret for each declared setting if a preview shows all earlier values as one secret", () => {
    expect(previewedInputs(webService, { ...inputs, previous: secretText }).records.previous).toEqual({ usePinAuth: secretText });
    expect(previewedState(webService, { ...outputs, previous: { usePinAuth: true } }).records.previous).toEqual({ usePinAuth: true });
  });
});
