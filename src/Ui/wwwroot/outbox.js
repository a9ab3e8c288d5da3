// The outbox of this device (doors.md §5): what is saved is sealed for the server at once and cannot be read back here.
const LIMIT = { warn: 400, most: 500, warnBytes: 40 << 20, mostBytes: 50 << 20, batch: 300, batchBytes: 1.9 * (1 << 20) };
const WAITS = ["saved", "sending"];
const enc = new TextEncoder();

// --- the store: its own, touched by no update of the page
let opened;
const db = () => opened ??= new Promise((done, fail) => {
  const ask = indexedDB.open("jisr-outbox", 1);
  ask.onupgradeneeded = () => {
    ask.result.createObjectStore("records", { keyPath: "id" });
    ask.result.createObjectStore("state");
  };
  ask.onsuccess = () => done(ask.result);
  ask.onerror = () => fail(ask.error);
});
async function within(stores, mode, work) {
  const tx = (await db()).transaction(stores, mode, { durability: "strict" });
  const result = work(...stores.map((s) => tx.objectStore(s)));
  await new Promise((done, fail) => { tx.oncomplete = done; tx.onabort = tx.onerror = () => fail(tx.error); });
  return result instanceof IDBRequest ? result.result : result;
}
export const get = (key) => within(["state"], "readonly", (s) => s.get(key));
export const put = (key, value) => within(["state"], "readwrite", (s) => s.put(value, key));
const all = () => within(["records"], "readonly", (r) => r.getAll());
export async function list() {
  return (await all()).sort((a, b) => (a.from ?? "").localeCompare(b.from ?? "") || a.seq - b.seq);
}

// --- sealing, step by step as the server opens it
export const b64 = (bytes) => {
  let text = "";
  for (const b of new Uint8Array(bytes)) text += String.fromCharCode(b);
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
};
export const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
export function newId(now = Date.now()) {
  const b = crypto.getRandomValues(new Uint8Array(16));
  for (let i = 0; i < 6; i++) b[i] = Math.floor(now / 2 ** (40 - 8 * i)) & 255;
  b[6] = b[6] & 15 | 0x70;
  b[8] = b[8] & 63 | 0x80;
  return [...b].map((x) => x.toString(16).padStart(2, "0")).join("").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
export async function seal(raw, id, text) {
  const ecdh = { name: "ECDH", namedCurve: "P-256" };
  const server = await crypto.subtle.importKey("raw", bytes(raw), ecdh, false, []);
  const fresh = await crypto.subtle.generateKey(ecdh, false, ["deriveBits"]);
  const point = await crypto.subtle.exportKey("raw", fresh.publicKey);
  const shared = await crypto.subtle.importKey("raw", await crypto.subtle.deriveBits({ name: "ECDH", public: server }, fresh.privateKey, 256), "HKDF", false, ["deriveKey"]);
  const key = await crypto.subtle.deriveKey({ name: "HKDF", hash: "SHA-256", salt: point, info: enc.encode("jisr/outbox/1") }, shared, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: enc.encode(id) }, key, enc.encode(text));
  return new Uint8Array(await new Blob([point, iv, sealed]).arrayBuffer());
}

// --- saving
const one = (name, options, work) => (navigator.locks ? navigator.locks.request("jisr-" + name, options, work) : work({}));
export async function room() {
  const records = (await all()).filter((r) => r.blob);
  const here = records.filter((r) => !r.exported);
  const size = here.reduce((sum, r) => sum + r.size, 0);
  const disk = await navigator.storage?.estimate?.() ?? {};
  return {
    count: here.length,
    waits: records.filter((r) => WAITS.includes(r.light)).length,
    full: here.length >= LIMIT.most || size >= LIMIT.mostBytes,
    tight: here.length >= LIMIT.warn || size >= LIMIT.warnBytes || disk.usage / disk.quota > 0.8,
  };
}
// Seals and keeps one command; `again` is the record that is written anew while it has not gone.
export const save = (command, again) => one("save", {}, async () => {
  const n = await within(["records"], "readonly", (r) => r.count());
  // All are read only where it may matter.
  if (!again && (n >= LIMIT.most || n % 20 === 19) && (await room()).full) throw new Error("FULL");
  const device = await get("device");
  // What was taken along is written in the name of who took it, whoever signs in here meanwhile.
  const ticket = command.ticket ?? device?.ticket;
  if (!ticket || !device?.key) throw new Error("NOT_READY");
  const old = again && await within(["records"], "readonly", (r) => r.get(again));
  if (again && (!old || old.light !== "saved" || old.tries)) throw new Error("GONE");
  const id = again ?? command.id ?? newId();
  const seq = old?.seq ?? (await get("seq") ?? 0) + 1;
  const savedAt = new Date().toISOString();
  const inner = { ...command, id, v: command.v ?? 1, unitId: command.unitId ?? device.unitId, occurredAt: command.occurredAt ?? savedAt, savedAt, deviceSeq: seq, ticket };
  const blob = await seal(device.key.raw, id, JSON.stringify(inner));
  const number = command.payload?.number;
  const left = (await get("numbers") ?? []).filter((n) => n !== number);
  await within(["records", "state"], "readwrite", (records, state) => {
    records.put({ id, kid: device.key.kid, seq, size: blob.length, savedAt, light: "saved", blob });
    if (!again) state.put(seq, "seq");
    state.put(left, "numbers");
  });
  if (await get("persisted") === undefined) await put("persisted", await navigator.storage?.persist?.() ?? false);
  tell();
  return id;
});

// --- sending
const listeners = new Set();
export const onChange = (f) => listeners.add(f);
const tell = (what = {}) => listeners.forEach((f) => f(what));
let size = LIMIT.batch, wait = 0, timer;

// The device's token says who sends; whoever is signed in here changes nothing about what others wrote.
const ask = async (path, body) => fetch(path, {
  method: "POST", headers: { "content-type": "application/json", authorization: "Device " + (await get("device"))?.token }, body: JSON.stringify(body),
});
const read = async (answer, says) => {
  if (!answer.headers.get("content-type")?.includes("json")) return null;
  const json = await answer.json().catch(() => null);
  return json?.jisr === says ? json : null;
};
export async function hello() {
  const device = await get("device");
  if (!device?.token) return false;
  const numbers = await get("numbers") ?? [];
  try {
    const answer = await ask("/api/v1/sync/hello", { left: numbers.length });
    const said = answer.ok && await read(answer, "hello/1");
    // On a courier's phone nobody signs in.
    if (!said) { if (answer.status === 401) tell({ sign: !device.round }); return false; }
    await put("device", { ...device, deviceId: said.deviceId, unitId: said.unitId, key: said.key, own: said.own, ticket: said.ticket ?? device.ticket });
    if (said.numbers.length) await put("numbers", [...numbers, ...said.numbers]);
    tell({ sign: !said.ticket && !device.round });
    return true;
  } catch { return false; }
}
// Takes a counter or a run along while there is a line: its list, and a ticket to write for it.
export async function along(what, thingId) {
  try {
    const answer = await ask("/api/v1/sync/along", { id: newId(), what, thingId });
    const said = answer.ok && await read(answer, "along/1");
    if (!said) { if (answer.status === 401) tell({ sign: true }); return null; }
    const device = await get("device");
    await put("device", { ...device, deviceId: said.deviceId, unitId: said.unitId, key: said.key, ticket: device.ticket ?? said.ticket });
    return said;
  } catch { return null; }
}
export const send = () => one("send", { ifAvailable: true }, async (lock) => {
  if (!lock) return;
  clearTimeout(timer);
  for (;;) {
    const batch = await next();
    if (!batch.length || !(await post(batch))) break;
  }
  tell();
});
async function next() {
  const batch = [];
  let total = 0;
  for (const record of (await list()).filter((r) => WAITS.includes(r.light))) {
    total += record.size * 4 / 3 + 200;
    if (batch.length >= size || (batch.length && total > LIMIT.batchBytes)) break;
    batch.push(record);
  }
  return batch;
}
// True: go on with the next batch at once.
async function post(records) {
  const batch = newId();
  const device = await get("device");
  await update(records, (r) => ({ ...r, light: "sending", tries: (r.tries ?? 0) + 1 }));
  tell();
  let answer, said;
  try {
    answer = await ask("/api/v1/sync", {
      batch, deviceId: device.deviceId, sentAt: new Date().toISOString(),
      records: records.map((r) => ({ id: r.id, kid: r.kid, seq: r.seq, blob: b64(r.blob) })),
    });
    said = answer.status === 200 ? await read(answer, "sync/1") : null;
  } catch { /* the line is cut: they wait */ }
  if (said?.batch !== batch || !Array.isArray(said.answers)) {
    await update(records, (r) => ({ ...r, light: "saved" }));
    return refused(records, answer?.status ?? 0);
  }
  const answers = new Map(said.answers.map((a) => [a.id, a]));
  const gone = [];
  await update(records, (r) => settle(r, answers.get(r.id), gone));
  size = LIMIT.batch;
  wait = 0;
  tell({ gone });
  // A record that got no answer, or must wait for its key, is not asked for again at once.
  return gone.length > 0;
}
// What an answer means for a record: another state of it, or null when it leaves.
function settle(record, answer, gone) {
  const first = answer?.first ?? answer;
  const reason = first?.reasons?.[0];
  if (!first) return { ...record, light: "saved" };
  if (first.result === "rejected" && !first.kept) {
    if (reason?.code === "KEY_UNKNOWN") return { ...record, light: "saved", code: reason.code };
    gone.push({ ...answer, light: "problem" });
    return { ...record, light: "problem", code: reason?.code, text: reason?.text };
  }
  gone.push(answer);
  return first.result === "rejected" ? { id: record.id, seq: record.seq, savedAt: record.savedAt, size: 0, light: "kept", code: reason?.code, text: reason?.text } : null;
}
async function refused(records, status) {
  if (status === 401 || status === 403) { tell({ sign: true }); return false; }
  if (status >= 400 && status < 500 && status !== 429 && status !== 408) {
    if (records.length > 1) { size = Math.max(1, Math.floor(records.length / 2)); return true; }
    const [record] = records, same = record.status === status ? (record.failed ?? 0) + 1 : 1;
    await update(records, (r) => ({ ...r, light: same >= 5 ? "problem" : "saved", status, failed: same }));
    return true;
  }
  // Busy, away, or a page of the café: later, and later again.
  wait = Math.min(300, wait * 2 || 1);
  clearTimeout(timer);
  timer = setTimeout(send, wait * 1000 * (0.5 + Math.random()));
  return false;
}
const update = (records, change) => within(["records"], "readwrite", (store) => {
  for (const record of records) {
    const to = change(record);
    if (to) store.put(to); else store.delete(record.id);
  }
});
export const remove = (id) => within(["records"], "readwrite", (r) => r.delete(id)).then(() => tell());

// --- a file for a device that has a line
export async function exported() {
  const device = await get("device");
  const records = (await list()).filter((r) => r.blob);
  const file = { jisr: "outbox/1", deviceId: device?.deviceId, records: records.map((r) => ({ id: r.id, kid: r.kid, seq: r.seq, savedAt: r.savedAt, from: r.from ?? device?.deviceId, blob: b64(r.blob) })) };
  await update(records, (r) => ({ ...r, exported: true }));
  tell();
  return new Blob([JSON.stringify(file)], { type: "application/json" });
}
export async function imported(text) {
  const file = JSON.parse(text);
  if (file.jisr !== "outbox/1") throw new Error("NOT_OURS");
  const known = new Set((await all()).map((r) => r.id));
  const fresh = file.records.filter((r) => !known.has(r.id)).map((r) => {
    const blob = bytes(r.blob);
    return { id: r.id, kid: r.kid, seq: r.seq, savedAt: r.savedAt, from: r.from, size: blob.length, light: "saved", blob, tries: 1 };
  });
  await update(fresh, (r) => r);
  tell();
  return fresh.length;
}
