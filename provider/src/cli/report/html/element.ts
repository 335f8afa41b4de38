import type { Element, ElementContent, Properties } from "hast";
import { visible } from "../../words";

/** What an element holds: another element, or a text, which is never read as HTML. */
export type Child = ElementContent | string;

/** An element of the page. In its texts, what cannot be seen is made visible. */
export function element(tagName: string, properties: Properties, ...children: readonly Child[]): Element {
  return {
    type: "element",
    tagName,
    properties,
    children: children.map((child) => (typeof child === "string" ? { type: "text", value: visible(child) } : child)),
  };
}
