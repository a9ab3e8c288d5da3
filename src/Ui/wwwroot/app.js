// Adds to pages that already work without it: focus on errors, quick exit, idle lock, one tap, back-cache.
const errors = document.getElementById("errors");
if (errors) errors.focus();

document.addEventListener("submit", (e) => {
  const form = e.target;
  if (form.method !== "post") return;
  // A second tap would only get the first answer again; this saves the poor line.
  if (form.dataset.sent) e.preventDefault();
  form.dataset.sent = "yes";
  setTimeout(() => delete form.dataset.sent, 8000);
});

const exit = document.querySelector("[data-exit]");
if (exit) {
  const leave = () => {
    document.body.replaceChildren();
    document.title = "…";
    location.replace("/exit");
  };
  exit.addEventListener("click", (e) => { e.preventDefault(); leave(); });
  let taps = [];
  document.addEventListener("keyup", (e) => {
    if (e.key !== "Shift") return;
    taps = [...taps.filter((t) => e.timeStamp - t < 5000), e.timeStamp];
    if (taps.length >= 3) leave();
  });
}

// A private page from the back cache is asked for anew: after leaving it shows nothing.
window.addEventListener("pageshow", (e) => {
  if (e.persisted && document.body.dataset.private) location.reload();
});

const idle = Number(document.body.dataset.idle || 0);
if (idle) {
  let timer;
  const wait = () => { clearTimeout(timer); timer = setTimeout(() => location.assign("/lock?to=" + encodeURIComponent(location.pathname)), idle * 1000); };
  for (const what of ["pointerdown", "keydown", "scroll"]) addEventListener(what, wait, { passive: true });
  wait();
}

// Pictures are made smaller before they travel; the server does it again.
for (const input of document.querySelectorAll("[data-shrink]")) {
  input.addEventListener("change", async () => {
    const small = new DataTransfer();
    for (const file of input.files) small.items.add(await shrink(file));
    input.files = small.files;
  });
}

async function shrink(file) {
  if (file.size < 300000 || !self.createImageBitmap) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, 1280 / Math.max(picture.width, picture.height));
    const canvas = Object.assign(document.createElement("canvas"), { width: Math.round(picture.width * scale), height: Math.round(picture.height * scale) });
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.8));
    return blob && blob.size < file.size ? new File([blob], "photo.jpg", { type: "image/jpeg" }) : file;
  } catch { return file; }
}

// A voice is fetched on its first tap and kept, so that it speaks without a line too; where it cannot, the button says so.
for (const link of document.querySelectorAll("[data-voice]")) {
  const word = link.querySelector("span"), listen = word.textContent;
  let sound;
  const rest = () => { sound = null; word.textContent = listen; };
  link.addEventListener("click", async (e) => {
    if (!self.caches || !self.AudioContext) return;
    e.preventDefault();
    if (sound) { sound.stop(); return; }
    try {
      const kept = await caches.open("jisr-voices");
      let clip = await kept.match(link.href);
      if (!clip) {
        clip = await fetch(link.href);
        if (!clip.ok) throw new Error();
        await kept.put(link.href, clip.clone());
      }
      const player = new AudioContext();
      sound = new AudioBufferSourceNode(player, { buffer: await player.decodeAudioData(await clip.arrayBuffer()) });
      sound.connect(player.destination);
      sound.addEventListener("ended", () => { player.close(); rest(); });
      sound.start();
      word.textContent = link.dataset.stop;
    } catch { rest(); word.textContent = link.dataset.missing; }
  });
}

// An address is copied with one tap; the button shows only where that works.
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
    button.textContent = button.dataset.copied;
  });
}

// A password can be seen while it is typed.
for (const input of document.querySelectorAll("input[data-show]")) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "linkish", textContent: input.dataset.show });
  button.setAttribute("aria-controls", input.id);
  button.addEventListener("click", () => {
    const shown = input.type === "text";
    input.type = shown ? "password" : "text";
    button.textContent = shown ? input.dataset.show : input.dataset.hide;
  });
  input.after(button);
}

if (document.querySelector("[data-passkey]")) import("./passkey.js");

// Reviewing pairs by keys: S, D, U choose the answer, Enter sends it as ever, arrows turn the page.
const review = document.querySelector("[data-review]");
if (review) {
  for (const hint of document.querySelectorAll(".keys[hidden]")) hint.hidden = false;
  const forward = document.documentElement.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
  const back = forward === "ArrowLeft" ? "ArrowRight" : "ArrowLeft";
  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName) && e.target.type !== "radio") return;
    const answer = { KeyS: "same", KeyD: "different", KeyU: "unsure" }[e.code];
    const choice = answer && document.querySelector(`input[name="decision"][value="${answer}"]`);
    if (choice) {
      choice.checked = true;
      choice.form.querySelector("button[type=submit]").focus();
    }
    if (e.target.type !== "radio" && e.key === forward) document.querySelector("a[rel=next]")?.click();
    if (e.target.type !== "radio" && e.key === back) history.back();
  });
}
