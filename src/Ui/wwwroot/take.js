// Puts the list of a market run into this phone. It names no buyer, so it stays readable here without a line.
import { get, put, list } from "./outbox.js";
const place = document.querySelector("[data-take]");
if (place) {
  const device = await get("device");
  document.querySelector("[data-not-ready]").hidden = !!(device?.own && device.ticket);
  const button = place.querySelector("button");
  button.hidden = !(device?.own && device.ticket);
  button.addEventListener("click", async () => {
    const run = JSON.parse(place.dataset.take), old = await get("market");
    const waits = new Set((await list()).map((r) => r.id));
    // Entries that wait are kept in sight, of whatever run they are.
    const entries = (old?.entries ?? []).filter((e) =>
      waits.has(e.id) || (e.runId === run.runId && (e.type === "none" || (["buy", "spend", "undo"].includes(e.type) && !run.known.includes(e.id)))));
    await put("market", { run, entries });
    location.assign("/offline/market");
  });
}
