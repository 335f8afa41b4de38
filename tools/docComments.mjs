import { readFileSync } from "node:fs";
import ts from "typescript";

/**
 * A doc comment: the words before the first tag, on one line, and the text of each tag.
 * @typedef {{ words: string, tags: Map<string, string> }} DocComment
 */

/**
 * The doc comment of each property in a file's tables of settings, by the property's name.
 * @param {string} file
 * @returns {Map<string, DocComment>}
 */
export function docCommentsIn(file) {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
  /** @type {Map<string, DocComment>} */
  const comments = new Map();
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name)) {
      const [comment] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
      if (comment !== undefined) comments.set(node.name.text, read(comment));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return comments;
}

/** @param {ts.JSDoc} comment @returns {DocComment} */
function read({ comment, tags = ts.factory.createNodeArray() }) {
  return {
    words: onOneLine(ts.getTextOfJSDocComment(comment)),
    tags: new Map(tags.map((tag) => [tag.tagName.text, onOneLine(ts.getTextOfJSDocComment(tag.comment))])),
  };
}

/** @param {string | undefined} text */
function onOneLine(text = "") {
  return text.replace(/\s*\n\s*/g, " ");
}
