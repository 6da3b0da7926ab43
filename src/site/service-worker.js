// Drydock offline. Pages come from the network when there is one, so that an update shows at once; files whose names
// carry a hash never change and come from the cache. The build fills in the two constants below.
const CACHE = "drydock-__VERSION__";
const FILES = "__FILES__";
const NETWORK_PATIENCE = 4000;
/** The real kernel: large, and wanted by few, so it is kept when it has been fetched, and over versions of the site. */
const LINUX_CACHE = "linux-image";
const LINUX = /\/linux\/(?:manifest\.json|snapshot-[^/]+)$/;

self.addEventListener("install", (event) => event.waitUntil(keepAll()));
self.addEventListener("activate", (event) => event.waitUntil(forgetOldVersions().then(() => self.clients.claim())));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== self.location.origin) return;
  if (LINUX.test(new URL(request.url).pathname)) {
    event.respondWith(linux(request));
    return;
  }
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

/** A snapshot's name carries its hash, so one that is kept is right; the manifest says which is wanted now. */
async function linux(request) {
  const cache = await caches.open(LINUX_CACHE);
  const isManifest = request.url.endsWith("manifest.json");
  const kept = await cache.match(request, { ignoreVary: true });
  if (kept && !isManifest) return kept;
  try {
    const answer = await fetch(request);
    if (!answer.ok) return answer;
    if (!isManifest) for (const old of await cache.keys()) if (!old.url.endsWith("manifest.json")) await cache.delete(old);
    // A full disk must not cost the learner the machine.
    await cache.put(request, answer.clone()).catch(() => undefined);
    return answer;
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}
