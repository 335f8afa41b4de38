import { SaxesParser, type SaxesTagNS } from "saxes";

/** An element of an XML document. */
export interface Element {
  /** The namespace; empty if it has none. */
  namespace: string;
  /** The name without a prefix. */
  name: string;
  /** The attributes without a prefix, by name. */
  attributes: ReadonlyMap<string, string>;
  /** The type that `xsi:type` gives it, without a prefix. */
  type: string | undefined;
  children: Element[];
  /** Its own text, without the text of its children. */
  text: string;
}

/**
 * Why a document cannot be read as XML. The message continues a sentence whose subject is the
 * document.
 */
export class XmlProblem extends Error {
  override readonly name = "XmlProblem";
}

const schemaInstance = "http://www.w3.org/2001/XMLSchema-instance";

// No metadata document comes near these limits. The parser looks up each prefix in all open
// elements, so a deep document would take it minutes.
const mostElements = 100_000;
const deepest = 100;

/**
 * Reads an XML document with its namespaces. Entities that the document declares are not expanded.
 * A document that uses one is refused.
 *
 * @throws XmlProblem
 */
export function readXml(bytes: Uint8Array): Element {
  const parser = new SaxesParser({ xmlns: true });
  const open: Element[] = [];
  const outermost: Element[] = [];
  let elements = 0;
  parser.on("error", (error) => {
    throw new XmlProblem(`is not valid XML: ${error.message}`, { cause: error });
  });
  parser.on("doctype", () => {
    throw new XmlProblem("has a DOCTYPE, which no such document needs, so it was not read any further");
  });
  parser.on("opentag", (tag) => {
    const element = elementOf(tag);
    if (++elements > mostElements) throw new XmlProblem(`has more than ${mostElements} elements`);
    if (open.length >= deepest) throw new XmlProblem(`has elements nested more than ${deepest} deep`);
    (open.at(-1)?.children ?? outermost).push(element);
    open.push(element);
  });
  parser.on("text", (text) => append(open.at(-1), text));
  parser.on("cdata", (text) => append(open.at(-1), text));
  parser.on("closetag", () => void open.pop());
  parser.write(decode(bytes)).close();
  // The parser refuses a document without an outermost element.
  return outermost[0] as Element;
}

/** Whether a document is an HTML page, such as a sign-in page. Such a page need not be XML. */
export function isHtml(bytes: Uint8Array): boolean {
  return /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b/is.test(new TextDecoder().decode(bytes.subarray(0, 4096)));
}

/** Returns all elements with a name in a document, including the root. */
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
