/** The theme switch: light, dark, or as the system says. Other parts hear of a change by `drydock:theme` on `document`. */
const CHOICES = ["auto", "light", "dark"] as const;
type Choice = (typeof CHOICES)[number];

const root = document.documentElement;
const system = matchMedia("(prefers-color-scheme: dark)");
const words: Record<Choice, string> = { auto: "as the system", light: "light", dark: "dark" };

export function startTheme(): void {
  const button = document.querySelector<HTMLButtonElement>("[data-theme-switch]");
  show(current(), button);
  button?.addEventListener("click", () => {
    const next = CHOICES[(CHOICES.indexOf(current()) + 1) % CHOICES.length] ?? "auto";
    try {
      localStorage.setItem("drydock.theme", next);
    } catch {
      // Without storage the choice holds for this page.
    }
    show(next, button);
  });
  system.addEventListener("change", () => show(current(), button));
  window.addEventListener("storage", (event) => {
    if (event.key === "drydock.theme") show(known(event.newValue), button);
  });
}

function show(choice: Choice, button: HTMLButtonElement | null): void {
  const theme = choice === "auto" ? (system.matches ? "dark" : "light") : choice;
  const changed = root.dataset.theme !== theme;
  root.dataset.themeChoice = choice;
  root.dataset.theme = theme;
  button?.setAttribute("aria-label", `Theme: ${words[choice]}`);
  button?.setAttribute("title", `Theme: ${words[choice]}`);
  document.querySelector('meta[name="theme-color"]')?.setAttribute("content", theme === "dark" ? "#0f2740" : "#fdfbf6");
  if (changed) document.dispatchEvent(new CustomEvent("drydock:theme", { detail: theme }));
}

const known = (value: string | null | undefined): Choice => CHOICES.find((choice) => choice === value) ?? "auto";
const current = () => known(root.dataset.themeChoice);
