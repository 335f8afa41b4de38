import { SaxesParser, type SaxesTagNS } from "saxes";

/** An element of an XML document. */
export interface Element {
  /** The namespace; empty where it has none. */
  namespace: string;
  /** The name without a prefix. */
  name: string;
  /** The attributes without a prefix, by name. */
  attributes: ReadonlyMap<string, string>;
  /** The type that `xsi:type` gives it, without a prefix. */
  type: string | undefined;
  children: Element[];
  /** Its own text, without that of its children. */
  text: string;
}

/** Why a document is no XML that can be read, in words that follow "it". */
export class XmlProblem extends Error {
  override readonly name = "XmlProblem";
}

const schemaInstance = "http://www.w3.org/2001/XMLSchema-instance";

// No metadata comes near. The parser looks for a prefix in all open elements, so a deep document
// would take it minutes.
const mostElements = 100_000;
const deepest = 100;

/**
 * Reads an XML document, namespaces included. Entities that it declares are not expanded: a
 * document that uses one is refused.
 *
 * @throws XmlProblem
 */
export function readXml(bytes: Uint8Array): Element {
  const parser = new SaxesParser({ xmlns: true });
  const open: Element[] = [];
  const outermost: Element[] = [];
  let elements = 0;
  parser.on("error", (error) => {
    throw new XmlProblem(`is no XML that can be read: ${error.message}`, { cause: error });
  });
  parser.on("doctype", () => {
    throw new XmlProblem("has a DOCTYPE, which no such document needs; it was not read any further");
  });
  parser.on("opentag", (tag) => {
    const element = elementOf(tag);
    if (++elements > mostElements) throw new XmlProblem(`has more than ${mostElements} elements`);
    if (open.length >= deepest) throw new XmlProblem(`has elements inside each other, more than ${deepest} deep`);
    (open.at(-1)?.children ?? outermost).push(element);
    open.push(element);
  });
  parser.on("text", (text) => append(open.at(-1), text));
  parser.on("cdata", (text) => append(open.at(-1), text));
  parser.on("closetag", () => void open.pop());
  parser.write(decode(bytes)).close();
  // The parser refuses a document without one.
  return outermost[0] as Element;
}

/** Whether a document is a page for a browser, such as one of sign-in, which need not be XML. */
export function isHtml(bytes: Uint8Array): boolean {
  return /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b/is.test(new TextDecoder().decode(bytes.subarray(0, 4096)));
}

/** The elements of a name in a document, the root included. */
export function elementsIn(root: Element, namespace: string, name: string): Element[] {
  const own = root.namespace === namespace && root.name === name ? [root] : [];
  return [...own, ...root.children.flatMap((child) => elementsIn(child, namespace, name))];
}

function elementOf({ uri, local, attributes }: SaxesTagNS): Element {
  const all = Object.values(attributes);
  return {
    namespace: uri,
    name: local,
    attributes: new Map(all.filter(({ prefix }) => prefix === "").map(({ name, value }) => [name, value])),
    type: all
      .find((one) => one.uri === schemaInstance && one.local === "type")
      ?.value.split(":")
      .at(-1),
    children: [],
    text: "",
  };
}

function append(element: Element | undefined, text: string): void {
  if (element !== undefined) element.text += text;
}

function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const encoding = first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    throw new XmlProblem("is neither UTF-8 nor UTF-16", { cause: error });
  }
}
