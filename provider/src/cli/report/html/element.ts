import type { Element, ElementContent, Properties } from "hast";
import { visible } from "../../words";

/** The content of an element: another element, or a text, which is never read as HTML. */
export type Child = ElementContent | string;

/** An element of the page. Invisible characters in its texts are made visible. */
export function element(tagName: string, properties: Properties, ...children: readonly Child[]): Element {
  return {
    type: "element",
    tagName,
    properties,
    children: children.map((child) => (typeof child === "string" ? { type: "text", value: visible(child) } : child)),
  };
}
