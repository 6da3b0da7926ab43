// Drydock offline. Pages come from the network when there is one, so that an update shows at once; files whose names
// carry a hash never change and come from the cache. The build fills in the two constants below.
const CACHE = "drydock-__VERSION__";
const FILES = "__FILES__";
const NETWORK_PATIENCE = 4000;

self.addEventListener("install", (event) => event.waitUntil(keepAll()));
self.addEventListener("activate", (event) => event.waitUntil(forgetOldVersions().then(() => self.clients.claim())));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== self.location.origin) return;
  event.respondWith(request.mode === "navigate" ? page(request) : file(request));
});

/** One file that fails (a flaky network, a full disk) must not cost the learner all the others. */
async function keepAll() {
  const cache = await caches.open(CACHE);
  const waiting = [...FILES];
  const worker = async () => {
    for (let url = waiting.shift(); url !== undefined; url = waiting.shift()) {
      if (await cache.match(url)) continue;
      await cache.add(new Request(url, { cache: "no-cache" })).catch(() => undefined);
    }
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
}

/** Runs when no tab uses the old version any more, so nothing they still need is lost. */
async function forgetOldVersions() {
  for (const name of await caches.keys()) if (name.startsWith("drydock-") && name !== CACHE) await caches.delete(name);
}

async function page(request) {
  const cache = await caches.open(CACHE);
  const kept = () => cache.match(request, { ignoreSearch: true });
  const late = new Promise((resolve) => setTimeout(resolve, NETWORK_PATIENCE));
  const network = fetch(request).catch(() => undefined);
  return (await Promise.race([network, late])) ?? (await kept()) ?? (await network) ?? (await missing(cache)) ?? Response.error();
}

/** Offline, an address that no page has. */
async function missing(cache) {
  const page = await cache.match(FILES.find((url) => url.endsWith("/404.html")));
  return page && new Response(page.body, { status: 404, headers: page.headers });
}

async function file(request) {
  const kept = await caches.match(request, { ignoreVary: true });
  return kept ?? fetch(request);
}
