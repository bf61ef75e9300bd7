import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import typescript from 'typescript';
import { defineConfig, type Plugin } from 'vite';

/** One entry page per app; an app exists when its page does. */
const APPS = ['school', 'office', 'field', 'public'];
const entries = APPS.filter((app) => existsSync(new URL(`${app}.html`, import.meta.url)));
const API = process.env['SWEET17_API'] ?? 'http://127.0.0.1:8000';

/** Writes `.br` and `.gz` beside every asset, so that the server has nothing to compress on a school's thin line. */
function squeezed(): Plugin {
  return {
    name: 'squeezed',
    apply: 'build',
    async closeBundle() {
      const folder = new URL('dist/assets/', import.meta.url).pathname;
      for (const name of await readdir(folder)) {
        if (!/\.(js|css|svg)$/.test(name)) continue;
        const plain = await readFile(join(folder, name));
        const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
        await writeFile(join(folder, `${name}.br`), brotliCompressSync(plain, quality));
        await writeFile(join(folder, `${name}.gz`), gzipSync(plain, { level: 9 }));
      }
    },
  };
}

/** Writes the field app's service worker, which names every file that the app needs without a network. */
function fieldWorker(): Plugin {
  return {
    name: 'field-worker',
    apply: 'build',
    async closeBundle() {
      const dist = new URL('dist/', import.meta.url);
      const page = readFileSync(new URL('field.html', dist), 'utf-8');
      const shell = [...page.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map((found) => found[1]);
      const source = readFileSync(new URL('src/field/worker/sw.ts', import.meta.url), 'utf-8');
      const files = shell.map((name) => readFileSync(new URL(`.${name}`, dist)));
      const content = [source, page, ...files].reduce((hash, part) => hash.update(part), createHash('sha256'));
      const options = { module: typescript.ModuleKind.ESNext, target: typescript.ScriptTarget.ES2022 };
      const { outputText } = typescript.transpileModule(source, { compilerOptions: options });
      const named = [
        `const VERSION = '${content.digest('hex').slice(0, 16)}';`,
        `const SHELL = ${JSON.stringify(shell)};`,
      ];
      await writeFile(new URL('field/sw.js', dist), `${named.join('\n')}\n${outputText}`);
    },
  };
}

export default defineConfig({
  plugins: [svelte(), squeezed(), fieldWorker()],
  build: {
    target: 'es2022',
    assetsInlineLimit: 0, // the content security policy takes nothing inline
    modulePreload: { polyfill: false },
    rolldownOptions: { input: Object.fromEntries(entries.map((app) => [app, `${app}.html`])) },
  },
  server: { proxy: { '/v1': API } },
});
