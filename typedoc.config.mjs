import { RendererEvent } from "typedoc";

/**
 * What npm run docs:site builds: the pages, and the reference of what a program may import, as
 * static HTML. Any warning from TypeDoc, for example about a broken link, fails the build.
 * @type {Partial<import("typedoc").TypeDocOptions>}
 */
export default {
  name: "pulumi-lync",
  entryPoints: ["provider/src/index.ts", "provider/src/simulator/index.ts", "provider/src/policies/index.ts", "provider/src/dynamic.ts"],
  tsconfig: "provider/tsconfig.json",
  readme: "README.md",
  projectDocuments: [
    "docs/*.md",
    "examples/github-actions/README.md",
    "bench/README.md",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
  ],
  out: "site",
  plugin: [nameDocuments],
  markdownItLoader: readHeadingsAndBlocks,
  customCss: "tools/site.css",
  // The pages have their own headings.
  headings: { readme: false, document: false },
  // The repository has no address yet to which a source could be linked.
  disableSources: true,
  // Pulumi documents the members that every resource has.
  excludeExternals: true,
  includeHierarchySummary: false,
  highlightLanguages: ["javascript", "json", "powershell", "typescript", "yaml"],
  // A program cannot name these.
  intentionallyNotExported: ["Decided", "proxyOfPassive", "webServiceOfPassive", "CsValue", "PoolRole"],
  treatWarningsAsErrors: true,
};

/**
 * Lists each page by its heading instead of its file name. Its address, which is decided earlier,
 * keeps the file name.
 * @param {import("typedoc").Application} app
 */
function nameDocuments({ renderer }) {
  renderer.on(RendererEvent.BEGIN, ({ project }) => {
    for (const document of project.documents ?? []) {
      document.name = /^# (.*)$/m.exec(document.content[0]?.text ?? "")?.[1] ?? document.name;
    }
  });
}

/**
 * Corrects two things: TypeDoc gives no name and no anchor to a heading that is only code, and it
 * treats a block without a language as TypeScript.
 * @param {import("markdown-it").default} parser
 */
function readHeadingsAndBlocks(parser) {
  parser.core.ruler.push("headingsAndBlocks", ({ tokens, Token }) => {
    for (const [index, token] of tokens.entries()) {
      if (token.type === "fence" && token.info === "") token.info = "text";
      if (tokens[index - 1]?.type !== "heading_open") continue;
      token.children = (token.children ?? []).flatMap((child) => {
        if (child.type !== "code_inline") return [child];
        const parts = [new Token("html_inline", "", 0), new Token("text", "", 0), new Token("html_inline", "", 0)];
        for (const [at, content] of ["<code>", child.content, "</code>"].entries()) Object.assign(parts[at] ?? {}, { content });
        return parts;
      });
    }
  });
}
