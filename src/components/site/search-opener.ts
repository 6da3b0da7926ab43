/** Opens the search by its button or Ctrl-K, and brings its code only then. */
export function startSearch(): void {
  const opener = document.querySelector<HTMLElement>("[data-search-open]");
  const open = () => void import("./search.ts").then(({ openSearch }) => openSearch());
  opener?.addEventListener("click", open);
  window.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    // Ctrl-K cuts to the end of the line in a terminal, and begins a chord in the editor.
    if (event.ctrlKey && event.target instanceof Element && event.target.closest(".xterm, .monaco-editor")) return;
    event.preventDefault();
    open();
  });
}
