// A courier's list stands on his phone under a key from his PIN (doors.md §5.5). The key is never stored; what it seals is the
// list, the secret of the round and what was written, so that who finds the phone has neither names nor a round to write in.
const ROUNDS = 600_000;
const enc = new TextEncoder();
async function keyOf(pin, salt) {
  const raw = await crypto.subtle.importKey("raw", enc.encode(pin), "PBKDF2", false, ["deriveKey"]);
  return crypto.subtle.deriveKey({ name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS }, raw, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}
export async function lock(pin, open, said) {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const key = await keyOf(pin, salt);
  return seal(key, { salt, until: said.until, token: said.token, wrong: 0 }, open);
}
export async function seal(key, kept, open) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { ...kept, iv, sealed: new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, enc.encode(JSON.stringify(open)))) };
}
// The key and what it opens; null when the PIN is another.
export async function unlock(pin, kept) {
  const key = await keyOf(pin, kept.salt);
  try {
    return { key, open: JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv: kept.iv }, key, kept.sealed))) };
  } catch { return null; }
}

// By the secret of a link this phone becomes a device of the round, if it is none yet.
export async function along({ get, put, newId }, thingId, secret) {
  try {
    const answer = await fetch("/api/v1/sync/along/secret", {
      method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ id: newId(), what: "round", thingId, secret }),
    });
    const said = answer.ok && await answer.json();
    if (said?.jisr !== "along/1") return null;
    const device = await get("device");
    await put("device", device?.token && !device.round ? { ...device, key: said.key } : { deviceId: said.deviceId, unitId: said.unitId, key: said.key, token: said.token, own: true, round: true });
    return said;
  } catch { return null; }
}
// The list leaves the phone when its link has ended, and when the server knows its device no more. What was written is sealed
// for the server, and stays until it is sent.
export async function tidy({ get, put }) {
  const kept = await get("round");
  let over = new Date(kept.until) <= new Date();
  if (!over && navigator.onLine) try {
    const answer = await fetch("/api/v1/sync/hello", { method: "POST", headers: { "content-type": "application/json", authorization: "Device " + kept.token }, body: "{}" });
    // A page of the café may answer anything; only ours says it so.
    over = answer.status === 401 && (answer.headers.get("content-type") ?? "").includes("problem+json");
  } catch { /* no line: the hour decides */ }
  if (over) await put("round", undefined);
}
