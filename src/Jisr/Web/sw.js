// Keeps the shell of the offline pages and nothing else (K-5): no page with anybody's data is ever stored here.
const CACHE = "jisr-shell-" + VERSION;
const PAGES = ["/offline", "/offline/change", "/offline/consent", "/offline/market", "/offline/order", "/offline/counter", "/offline/round", "/outbox"];
const LANGUAGES = ["ar", "fr", "en"];
const OPTIONS = { ignoreVary: true };
// The recorded questions, where a page that is not of the shell keeps what was tapped too.
const VOICES = "jisr-voices";
const VOICE_ROOM = 8 << 20;

// A voice of her country, where there is one: the first that the browser names for this language.
const asked = (language) => navigator.languages.find((l) => l.startsWith(language + "-")) ?? language;

async function fill() {
  const cache = await caches.open(CACHE);
  const spoken = new Set();
  const parts = new Set(LANGUAGES.map((l) => "/offline/places.json?lang=" + l));
  for (const page of PAGES) for (const language of LANGUAGES) {
    // As a stranger: what comes back is the same for everybody.
    const answer = await fetch(page, { credentials: "omit", cache: "no-store", headers: { "accept-language": asked(language) } });
    if (!answer.ok || answer.redirected || !answer.headers.get("jisr-shell")) throw new Error("not the shell");
    const text = await answer.clone().text();
    for (const [, voice] of text.matchAll(/href="(\/voices\/[0-9a-f-]+)"/g)) spoken.add(voice);
    for (const [, part] of text.matchAll(/(?:href|src)="(\/[^"?#]+\.(?:css|js|svg|webmanifest))"/g)) parts.add(part);
    await cache.put(page + "?lang=" + language, answer);
  }
  for (const part of parts) {
    const answer = await fetch(part, { credentials: "omit", cache: "no-cache" });
    if (!answer.ok || answer.redirected || answer.headers.get("content-type")?.includes("text/html")) throw new Error("not the shell");
    await cache.put(part, answer);
  }
  await keepVoices(spoken);
}

// As many as fit. One that does not come now is fetched when it is tapped; the shell does not wait for it.
async function keepVoices(spoken) {
  const kept = await caches.open(VOICES);
  for (const old of await kept.keys()) if (!spoken.has(new URL(old.url).pathname)) await kept.delete(old);
  let room = VOICE_ROOM;
  for (const address of spoken) try {
    let clip = await kept.match(address, OPTIONS);
    const isNew = !clip;
    if (isNew) clip = await fetch(address, { credentials: "omit" });
    if (!clip.ok || !clip.headers.get("content-type")?.startsWith("audio/")) continue;
    const { size } = await clip.clone().blob();
    if (size > room) { await kept.delete(address); continue; }
    room -= size;
    if (isNew) await kept.put(address, clip);
  } catch { /* the line is thin */ }
}

async function language() {
  return (await (await (await caches.open("jisr-language")).match("/language"))?.text()) ?? "ar";
}

async function page(path) {
  const cache = await caches.open(CACHE);
  return await cache.match(path + "?lang=" + await language(), OPTIONS);
}

self.addEventListener("install", (e) => e.waitUntil(fill()));
self.addEventListener("activate", (e) => e.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith("jisr-shell-") && name !== CACHE) await caches.delete(name);
  await self.clients.claim();
})()));
self.addEventListener("message", (e) => {
  if (e.data === "use-now") self.skipWaiting();
  if (LANGUAGES.includes(e.data?.language)) e.waitUntil(caches.open("jisr-language").then((c) => c.put("/language", new Response(e.data.language))));
});
self.addEventListener("fetch", (e) => {
  const url = new URL(e.request.url);
  if (e.request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname.startsWith("/voices/"))
    e.respondWith(caches.open(VOICES).then((c) => c.match(url.pathname, OPTIONS)).then((kept) => kept ?? fetch(e.request)));
  else if (e.request.mode === "navigate")
    e.respondWith(PAGES.includes(url.pathname)
      ? page(url.pathname).then((kept) => kept ?? fetch(e.request))
      // Without a line any other page leads to what works here.
      : fetch(e.request).catch(async (fault) => (url.pathname === "/exit" ? null : await page("/offline")) ?? Promise.reject(fault)));
  else if (/^\/(?:ui\/|icon|offline)/.test(url.pathname))
    e.respondWith(caches.open(CACHE).then((c) => c.match(url.pathname + url.search, OPTIONS)).then((kept) => kept ?? fetch(e.request)));
});
