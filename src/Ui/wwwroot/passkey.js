// Passkeys, where the browser has them. The page works without: this only shows and fills its passkey form.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (buffer) => buffer && btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const ids = (list) => (list ?? []).map((c) => ({ ...c, id: bytes(c.id) }));

async function make(options) {
  const o = JSON.parse(options);
  const made = await navigator.credentials.create({
    publicKey: { ...o, challenge: bytes(o.challenge), user: { ...o.user, id: bytes(o.user.id) }, excludeCredentials: ids(o.excludeCredentials) },
  });
  return answer(made, { attestationObject: text(made.response.attestationObject), transports: made.response.getTransports?.() ?? [] });
}

async function use(options) {
  const o = JSON.parse(options);
  const used = await navigator.credentials.get({
    publicKey: { ...o, challenge: bytes(o.challenge), allowCredentials: ids(o.allowCredentials) },
  });
  const r = used.response;
  return answer(used, { authenticatorData: text(r.authenticatorData), signature: text(r.signature), userHandle: text(r.userHandle) ?? null });
}

const answer = (credential, response) => JSON.stringify({
  id: credential.id,
  rawId: text(credential.rawId),
  type: credential.type,
  authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
  clientExtensionResults: credential.getClientExtensionResults(),
  response: { clientDataJSON: text(credential.response.clientDataJSON), ...response },
});

if (window.PublicKeyCredential) {
  for (const place of document.querySelectorAll("[data-passkey]")) {
    const form = place.closest("form") ?? place.querySelector("form");
    place.hidden = false;
    form.addEventListener("submit", async (e) => {
      e.preventDefault();
      e.stopPropagation();
      const failed = place.querySelector("[data-failed]");
      if (failed) failed.hidden = true;
      try {
        const response = await fetch(place.dataset.passkey, {
          method: "POST",
          headers: { RequestVerificationToken: form.elements.__RequestVerificationToken.value },
        });
        if (!response.ok) throw new Error(response.status);
        const options = await response.text();
        form.elements.credential.value = await (place.dataset.make ? make(options) : use(options));
        const shared = document.querySelector("[name=shared][type=checkbox]");
        if (shared && form.elements.shared) form.elements.shared.value = shared.checked ? "yes" : "";
        form.submit();
      } catch {
        // Put off, refused, or no passkey here: she goes on with her password.
        if (failed) failed.hidden = false;
      }
    });
  }
}
