import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import ts from "typescript";
import { templateOptions } from "../support/templateOptions.mjs";

/** A version of TypeScript. The part of its API that is used here is the same in all versions. */
export type Compiler = typeof ts;

/** The newest version that the package supports, which is this checkout's own. */
export const newest: Compiler = ts;

/**
 * The oldest version. It is part of Pulumi's SDK, which uses it if a project has no TypeScript of
 * its own.
 */
export const oldest = loadOldest();

/** The result of compiling programs. */
export interface Compiled {
  /**
   * The errors in the programs, the package's declarations and the options, as
   * `file:line: message`. Declarations of other packages are left out, because those of
   * `@types/node` need a newer compiler than the oldest. Pulumi's ts-node does not check them
   * either.
   */
  errors: string[];
  /** All files that the compiler read. */
  files: string[];
}

/**
 * Compiles programs as `tsc --noEmit` does with the tsconfig.json of Pulumi's template and some
 * changes.
 */
export function compile(compiler: Compiler, programs: readonly string[], changes: object = {}): Compiled {
  const { options, errors } = compiler.convertCompilerOptionsFromJson({ ...templateOptions, ...changes, noEmit: true }, checkout);
  const program = compiler.createProgram([...programs], options);
  const ours = program.getSourceFiles().filter(({ fileName }) => !fileName.includes("/node_modules/"));
  const diagnostics = [
    ...errors,
    ...program.getOptionsDiagnostics(),
    ...ours.flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]),
  ];
  return {
    errors: diagnostics.map((diagnostic) => describe(compiler, diagnostic)),
    files: program.getSourceFiles().map(({ fileName }) => fileName),
  };
}

/** The file in which a compiler finds an entry point's declarations; undefined if there is none. */
export function resolve(compiler: Compiler, entryPoint: string, changes: object = {}): string | undefined {
  const { options } = compiler.convertCompilerOptionsFromJson({ ...templateOptions, ...changes }, checkout);
  const { resolvedModule } = compiler.resolveModuleName(entryPoint, import.meta.filename, options, compiler.sys);
  return resolvedModule && path.normalize(resolvedModule.resolvedFileName);
}

const checkout = path.resolve(import.meta.dirname, "..", "..");

function loadOldest(): Compiler {
  const require = createRequire(import.meta.url);
  const vendor = path.join(path.dirname(require.resolve("@pulumi/pulumi/package.json")), "vendor");
  const folder = readdirSync(vendor).find((name) => name.startsWith("typescript@"));
  if (folder === undefined) throw new Error(`Pulumi's SDK no longer contains TypeScript. There is none in ${vendor}`);
  return require(path.join(vendor, folder, "typescript.js")) as Compiler;
}

function describe(compiler: Compiler, { file, start = 0, messageText }: ts.Diagnostic): string {
  const message = compiler.flattenDiagnosticMessageText(messageText, "\n");
  if (file === undefined) return message;
  const { line } = compiler.getLineAndCharacterOfPosition(file, start);
  return `${path.relative(checkout, file.fileName)}:${line + 1}: ${message}`;
}
