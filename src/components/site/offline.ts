/** Keeps the whole site for later without a network. Not in the dev server, whose files change under it. */
export function startOffline(): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  const base = import.meta.env.BASE_URL.replace(/\/?$/, "/");
  const register = () => void navigator.serviceWorker.register(`${base}sw.js`, { scope: base }).catch(() => undefined);
  // After the page has what it needs itself.
  if (document.readyState === "complete") setTimeout(register, 2000);
  else window.addEventListener("load", () => setTimeout(register, 2000), { once: true });
}
