import type { ParameterType, PropertyType } from "../../provider/src/simulator/cmdlet";
import type { CmdletDescription, Description } from "../../provider/src/simulator/binderProtocol";

type ParameterDescription = CmdletDescription["parameters"][number];
type ReturnedDescription = NonNullable<CmdletDescription["returns"]>;

/** The C# source of a description's cmdlets, like a vendor's. `Binder.cs` has the shared code. */
export function cmdletSource(description: Description): string {
  const { cmdlets } = description;
  const makers = new Map(cmdlets.filter(isMaker).map((cmdlet) => [cmdlet.returns?.class ?? "", cmdlet]));
  const returned = new Map(cmdlets.flatMap((cmdlet) => (cmdlet.returns === null ? [] : [[cmdlet.returns.class, cmdlet] as const])));
  return [
    "using System;",
    "using System.Collections.Generic;",
    "using System.Management.Automation;",
    "namespace Microsoft.Rtc.Management.Simulated {",
    standsFor(description),
    ...enums(cmdlets),
    ...[...returned].map(([name, cmdlet]) => returnedClass(cmdlet, { maker: makers.get(name), cmdlets })),
    ...cmdlets.map((cmdlet) => cmdletClass(cmdlet, cmdlets)),
    "}",
    "",
  ].join("\n");
}

function standsFor({ module, version }: Description): string {
  return `public static class StandsFor { public const string Module = "${module}"; public const string Version = "${version}"; }`;
}

/**
 * Whether a cmdlet makes an object for a parameter of another cmdlet. Such a cmdlet returns an
 * object and asks no question.
 */
function isMaker({ name, asks, returns }: CmdletDescription): boolean {
  return name.startsWith("New-") && returns !== null && !asks;
}

/** Each enum once, because New, Set and the returned objects share it. */
function enums(cmdlets: readonly CmdletDescription[]): string[] {
  const found = cmdlets.flatMap(({ name, parameters, returns }) =>
    [...parameters, ...(returns?.properties ?? [])].flatMap(({ name: member, type }) =>
      type.name === "Enum" ? [[enumName(name, member), type.values] as const] : [],
    ),
  );
  return [...new Map(found)].map(([name, values]) => `public enum ${name} { ${values.map((value) => `@${value}`).join(", ")} }`);
}

function enumName(cmdlet: string, member: string): string {
  return `${nounOf(cmdlet)}${member}`;
}

function returnedClass(
  { name: cmdlet, returns }: CmdletDescription,
  { maker, cmdlets }: { maker: CmdletDescription | undefined; cmdlets: readonly CmdletDescription[] },
): string {
  const { class: name, properties } = returns as ReturnedDescription;
  const bases = maker === undefined ? [] : ["Made", ...(maker.name.startsWith("New-CsSipProxy") ? ["IRealmChoice"] : [])];
  const members = [
    ...(maker === undefined ? [] : [`protected internal override string Maker { get { return "${maker.name}"; } }`]),
    ...properties.map((property) => `public ${propertyType(cmdlet, property, cmdlets)} ${property.name} { get; set; }`),
  ];
  return `public sealed class ${name}${bases.length === 0 ? "" : ` : ${bases.join(", ")}`} { ${members.join(" ")} }`;
}

/** The type of a returned property. A property that is not set is null. */
function propertyType(cmdlet: string, { name, type }: { name: string; type: PropertyType }, cmdlets: readonly CmdletDescription[]): string {
  switch (type.name) {
    case "Identity":
      return "XdsIdentity";
    case "Fqdn":
      return "Fqdn";
    case "Strings":
      return "List<string>";
    case "Int32":
      return "int?";
    case "DateTime":
      return "DateTime?";
    case "PSListModifier":
      return `List<${elementClass(type.element.cmdlet, cmdlets)}>`;
    case "IRealmChoice":
      return "IRealmChoice";
    case "String":
      // It is a System.Uri if the text can be one.
      return name.endsWith("Uri") ? "object" : "string";
    case "Enum":
      return `${enumName(cmdlet, name)}?`;
    default:
      return `${type.name}?`;
  }
}

function elementClass(maker: string, cmdlets: readonly CmdletDescription[]): string {
  return cmdlets.find(({ name }) => name === maker)?.returns?.class ?? "object";
}

function cmdletClass(cmdlet: CmdletDescription, cmdlets: readonly CmdletDescription[]): string {
  const { name, parameters, defaultSet, asks, returns } = cmdlet;
  const [verb = ""] = name.split("-");
  const about = [
    `"${verb}", "${nounOf(name)}"`,
    ...(defaultSet === null ? [] : [`DefaultParameterSetName = "${defaultSet}"`]),
    ...(asks ? ["SupportsShouldProcess = true"] : []),
  ];
  return [
    `[Cmdlet(${about.join(", ")})]`,
    ...(returns === null ? [] : [`[OutputType(typeof(${returns.class}))]`]),
    `public sealed class ${verb}${nounOf(name)}Cmdlet : SimulatedCmdlet {`,
    ...parameters.map((parameter) => `  ${parameterProperty(name, parameter, cmdlets)}`),
    "}",
  ].join("\n");
}

function parameterProperty(cmdlet: string, parameter: ParameterDescription, cmdlets: readonly CmdletDescription[]): string {
  const { name, type, isMandatory, isNullable, set } = parameter;
  const options = [...(isMandatory ? ["Mandatory = true"] : []), ...(set === null ? [] : [`ParameterSetName = "${set}"`])];
  const range = rangeOf(type);
  return [
    `[Parameter${options.length === 0 ? "" : `(${options.join(", ")})`}]`,
    ...(range === undefined ? [] : [`[ValidateRange(${range})]`]),
    `public ${parameterType(cmdlet, parameter, cmdlets)}${isNullable ? "?" : ""} ${name} { get; set; }`,
  ].join(" ");
}

function parameterType(cmdlet: string, { name, type }: ParameterDescription, cmdlets: readonly CmdletDescription[]): string {
  switch (type.name) {
    case "Identity":
      return "XdsIdentity";
    case "Switch":
      return "SwitchParameter";
    case "Objects":
      return `List<${elementClass(type.element.cmdlet, cmdlets)}>`;
    case "Hashtable":
      return `PSListModifier<${elementClass(type.element.cmdlet, cmdlets)}>`;
    case "Enum":
      return enumName(cmdlet, name);
    default:
      return type.name;
  }
}

/** The limits for a ValidateRange in the parameter's own type, or undefined without a range. */
function rangeOf(type: ParameterType): string | undefined {
  if (!("min" in type || "max" in type)) return undefined;
  const bound = (limit: number | undefined, name: "MinValue" | "MaxValue"): string =>
    limit === undefined ? `${type.name}.${name}` : `(${type.name})${limit}`;
  return `${bound(type.min, "MinValue")}, ${bound(type.max, "MaxValue")}`;
}

function nounOf(cmdlet: string): string {
  return cmdlet.slice(cmdlet.indexOf("-") + 1);
}
