/**
 * Lets node run our TypeScript tests, also a node that does not yet take the types off by itself.
 * Usage: node --import ./scripts/typescript.js --test FILE.test.ts
 */
import { readFile } from 'node:fs/promises';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';
import typescript from 'typescript';

const compilerOptions = { module: 'ESNext', target: 'ES2022', verbatimModuleSyntax: true };

if (isMainThread) register(import.meta.url);

/** The hook, in a thread of its own. */
export async function load(url, context, next) {
  if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context);
  const { outputText } = typescript.transpileModule(await readFile(fileURLToPath(url), 'utf-8'), { compilerOptions });
  return { format: 'module', shortCircuit: true, source: outputText };
}
