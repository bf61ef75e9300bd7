/**
 * Makes the field app open without a network: its own files come from this device, everything else goes its way. A new
 * version waits until the app says that nothing would be lost, or until no tab of the old one is open.
 */
declare const SHELL: readonly string[];
declare const VERSION: string;

const worker = self as unknown as ServiceWorkerGlobalScope;
const PREFIX = 'sweet17-field-';
const CACHE = PREFIX + VERSION;
const PAGE = '/field';

worker.addEventListener('install', (event) => event.waitUntil(install()));
worker.addEventListener('activate', (event) => event.waitUntil(activate()));
worker.addEventListener('message', (event) => {
  if (event.data === 'take-over') void worker.skipWaiting();
});
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== worker.location.origin) return;
  const name = request.mode === 'navigate' ? (url.pathname === PAGE ? PAGE : '') : url.pathname;
  if (name === PAGE || SHELL.includes(name)) event.respondWith(kept(name, request));
});

async function install(): Promise<void> {
  const cache = await caches.open(CACHE);
  const page = await fetch(PAGE, { cache: 'reload' });
  const text = await page.clone().text();
  // While a server is being replaced its page may be of another version than this script: then it is tried later.
  const named = text.match(/\/assets\/[^"']+/g) ?? [];
  if (!page.ok || named.length === 0 || !named.every((name) => SHELL.includes(name)))
    throw new Error('page and worker differ');
  await cache.addAll([...SHELL]);
  await cache.put(PAGE, page);
}

async function activate(): Promise<void> {
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
  }
  await worker.clients.claim();
}

async function kept(name: string, request: Request): Promise<Response> {
  const found = await (await caches.open(CACHE)).match(name);
  return found ?? fetch(request);
}
