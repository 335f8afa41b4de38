import { AST_NODE_TYPES, ESLintUtils } from "@typescript-eslint/utils";
import { defineConfig } from "eslint/config";

/** @typedef {import("@typescript-eslint/utils").TSESTree.Node} Node */

/**
 * The name of a key as it is written; undefined if the key is computed.
 * @param {Node} key
 * @param {boolean} computed
 */
function writtenName(key, computed) {
  if (key.type === AST_NODE_TYPES.Literal) return String(key.value);
  return key.type === AST_NODE_TYPES.Identifier && !computed ? key.name : undefined;
}

/**
 * Refuses a property that a type has only by its index signature and does not name, because tsc
 * accepts every spelling of it.
 */
const namedSetting = ESLintUtils.RuleCreator.withoutDocs({
  meta: {
    type: "problem",
    schema: [],
    messages: {
      unnamed:
        '"{{name}}" is read from values of any noun, where even a misspelt setting compiles. Use WebServiceValues or ProxyValues instead.',
    },
  },
  create(context) {
    const services = ESLintUtils.getParserServices(context);
    /** @param {Node} object @param {Node} key @param {boolean} computed */
    const look = (object, key, computed) => {
      const name = writtenName(key, computed);
      const type = services.getTypeAtLocation(object).getNonNullableType();
      if (name === undefined || type.getStringIndexType() === undefined || type.getProperty(name) !== undefined) return;
      context.report({ node: key, messageId: "unnamed", data: { name } });
    };
    return {
      MemberExpression: ({ object, property, computed }) => look(object, property, computed),
      "ObjectPattern > Property": (/** @type {import("@typescript-eslint/utils").TSESTree.Property} */ { parent, key, computed }) =>
        look(parent, key, computed),
    };
  },
});

/** ESLint's own types for rules do not accept typescript-eslint's. */
const plugin = /** @type {import("eslint").ESLint.Plugin} */ (/** @type {unknown} */ ({ rules: { "named-setting": namedSetting } }));

const typedFindings = "Import it from ./told, where a misspelt setting does not compile.";

/** Guards name only settings of typed values, and rules find fault only with existing settings. */
export const guardRules = defineConfig(
  {
    files: ["provider/src/guards/**/*.ts"],
    plugins: { guards: plugin },
    rules: { "guards/named-setting": "error" },
  },
  {
    files: ["provider/src/guards/rules/**/*.ts"],
    ignores: ["provider/src/guards/rules/told.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: [{ group: ["**/finding"], importNames: ["refused", "warned"], message: typedFindings }] },
      ],
    },
  },
);
