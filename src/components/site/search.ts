/** The search dialog: Pagefind's index, our own face. */
import "./search.css";

interface Pagefind {
  init(): Promise<void>;
  options(options: { baseUrl?: string; excerptLength?: number }): Promise<void>;
  debouncedSearch(term: string, options?: object, ms?: number): Promise<{ results: { data(): Promise<Hit> }[] } | null>;
}

interface Hit {
  readonly url: string;
  /** Already escaped by Pagefind, with `<mark>` around the words found. */
  readonly excerpt: string;
  readonly meta: { readonly title?: string };
}

const base = import.meta.env.BASE_URL.replace(/\/?$/, "/");
const SHOWN = 8;
let pagefind: Promise<Pagefind> | undefined;
let dialog: HTMLDialogElement | undefined;

export function openSearch(): void {
  dialog ??= makeDialog();
  if (!dialog.open) dialog.showModal();
  dialog.querySelector("input")?.select();
  pagefind ??= load();
  // Said when something is searched for.
  pagefind.catch(() => undefined);
}

async function load(): Promise<Pagefind> {
  const module: Pagefind = await import(/* @vite-ignore */ `${base}pagefind/pagefind.js`);
  await module.options({ baseUrl: base, excerptLength: 18 });
  await module.init();
  return module;
}

function makeDialog(): HTMLDialogElement {
  const made = document.createElement("dialog");
  made.className = "search-dialog";
  made.setAttribute("aria-label", "Search");
  made.innerHTML = `<form method="dialog" role="search"><label class="visually-hidden" for="search-term">Search the course</label><input id="search-term" type="search" placeholder="Search the course" autocomplete="off" spellcheck="false" aria-controls="search-hits" aria-describedby="search-said"><button class="btn" value="close">Close</button></form><p id="search-said" role="status"></p><ol id="search-hits"></ol>`;
  document.body.append(made);
  const input = part<HTMLInputElement>(made, "input");
  const hits = part<HTMLOListElement>(made, "ol");
  input.addEventListener("input", () => void search(input.value.trim(), hits, part(made, "[role=status]")));
  made.addEventListener("keydown", (event) => moveAlong(event, input, hits));
  made.addEventListener("click", (event) => {
    if (event.target === made) made.close();
  });
  made.querySelector("form")?.addEventListener("submit", (event) => {
    if ((event as SubmitEvent).submitter) return;
    // Enter in the field goes to the first hit.
    event.preventDefault();
    hits.querySelector("a")?.click();
  });
  return made;
}

async function search(term: string, list: HTMLOListElement, said: HTMLElement): Promise<void> {
  if (term === "") {
    list.replaceChildren();
    said.textContent = "";
    return;
  }
  try {
    const found = await (await (pagefind ?? load())).debouncedSearch(term, {}, 120);
    if (!found) return; // A later letter is being searched for already.
    const shown = await Promise.all(found.results.slice(0, SHOWN).map((result) => result.data()));
    list.replaceChildren(...shown.map(hitItem));
    said.textContent =
      found.results.length === 0
        ? `Nothing found for “${term}”.`
        : `${found.results.length} ${found.results.length === 1 ? "page" : "pages"}`;
  } catch {
    pagefind = undefined;
    list.replaceChildren();
    said.textContent = import.meta.env.DEV
      ? "The search index is made by the build; the dev server has none."
      : "The search index could not be loaded.";
  }
}

function hitItem(hit: Hit): HTMLLIElement {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = hit.url;
  const title = document.createElement("b");
  title.textContent = hit.meta.title ?? hit.url;
  const excerpt = document.createElement("span");
  excerpt.innerHTML = hit.excerpt;
  link.append(title, excerpt);
  item.append(link);
  return item;
}

function moveAlong(event: KeyboardEvent, input: HTMLInputElement, list: HTMLOListElement): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const stops: HTMLElement[] = [input, ...list.querySelectorAll("a")];
  const at = stops.indexOf(document.activeElement as HTMLElement);
  event.preventDefault();
  stops[Math.max(0, Math.min(stops.length - 1, at + step))]?.focus();
}

function part<T extends HTMLElement>(within: HTMLElement, selector: string): T {
  const found = within.querySelector<T>(selector);
  if (!found) throw new Error(`The search dialog has no ${selector}.`);
  return found;
}
