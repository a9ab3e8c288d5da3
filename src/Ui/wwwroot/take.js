// Takes the list of a market run along on this phone. It names no buyer, so it stays readable here without a line.
import { along, get, put, list } from "./outbox.js";
const place = document.querySelector("[data-take]");
if (place) {
  const device = await get("device"), ready = !!(device?.own && device.token);
  document.querySelector("[data-not-ready]").hidden = ready;
  const button = place.querySelector("button");
  button.hidden = !ready;
  button.addEventListener("click", async () => {
    button.disabled = true;
    const said = await along("run", place.dataset.take);
    button.disabled = false;
    document.querySelector("[data-failed]").hidden = !!said;
    if (!said) return;
    const run = said.list, old = await get("market"), waits = new Set((await list()).map((r) => r.id));
    // Entries that wait are kept in sight, of whatever run they are.
    const entries = (old?.entries ?? []).filter((e) =>
      waits.has(e.id) || (e.runId === run.runId && (e.type === "none" || (["buy", "spend", "undo"].includes(e.type) && !run.known.includes(e.id)))));
    await put("market", { run, entries, ticket: said.ticket });
    location.assign("/offline/market");
  });
}
