// Puts the token into this device, once; then everything it needs for days without a line.
import { get, put, hello } from "./outbox.js";
const place = document.querySelector("[data-device]");
if (place) {
  await put("device", { ...(await get("device")), token: place.dataset.device, ticket: undefined });
  await hello();
  location.replace(place.dataset.go ?? "/offline");
}
