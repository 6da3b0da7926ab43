import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect, type Locator, type Page } from "@playwright/test";

const lessons = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../lessons");

/** A file beside a lesson: `lessonFile("05-cache/02-order-matters", "solution/Dockerfile")`. */
export function lessonFile(lesson: string, file: string): string {
  return readFileSync(path.join(lessons, lesson, file), "utf8");
}

/** A lab page by what it says to those who cannot see it: everything is found by role and name. */
export class Lab {
  readonly page: Page;
  readonly terminal: Locator;
  readonly terminalInput: Locator;
  readonly layers: Locator;
  readonly checks: Locator;
  readonly containers: Locator;
  readonly notices: Locator;

  constructor(page: Page) {
    this.page = page;
    this.terminal = page.getByRole("region", { name: "Terminal", exact: true });
    this.terminalInput = this.terminal.getByRole("textbox", { name: /^Terminal/ });
    this.layers = page.getByRole("group", { name: "Layers", exact: true });
    this.checks = page.getByRole("list", { name: "Checks", exact: true });
    this.containers = page.getByRole("region", { name: "Containers", exact: true });
    this.notices = page.locator(".lab-notice");
  }

  async open(url: string): Promise<this> {
    await this.page.goto(url);
    return this.ready();
  }

  /** Waits for the prompt and for the engine's first foretelling. */
  async ready(): Promise<this> {
    await expect(this.terminalInput).toBeAttached({ timeout: 20_000 });
    await this.prompt(20_000);
    await expect(this.layers.or(this.checks).or(this.containers).first()).toBeVisible({ timeout: 20_000 });
    return this;
  }

  /** Brings a pane to where it can be seen: a narrow window shows one at a time. */
  async show(name: "Read" | "Edit" | "Terminal" | "Layers"): Promise<void> {
    const button = this.page.getByRole("group", { name: "Show" }).getByRole("button", { name, exact: true });
    if (!(await button.isVisible())) return;
    // Pressed too early it does nothing yet.
    await expect(async () => {
      await button.click();
      await expect(button).toHaveAttribute("aria-pressed", "true", { timeout: 500 });
    }).toPass();
  }

  /** The rows in sight, wrapped lines as they stand. */
  screen(): Promise<string> {
    return this.terminal.locator(".xterm-rows").innerText();
  }

  async sees(pattern: RegExp, timeout = 15_000): Promise<void> {
    await expect.poll(() => this.screen(), { timeout }).toMatch(pattern);
  }

  /** Waits until nothing runs: the last line is a prompt. */
  prompt(timeout = 30_000): Promise<void> {
    return this.sees(/\$\s*$/, timeout);
  }

  /** Types a line where the terminal's cursor is; the mouse is not touched. */
  async type(line: string): Promise<void> {
    await this.terminalInput.focus();
    await this.page.keyboard.type(line);
    await this.page.keyboard.press("Enter");
  }

  /** Runs a line on a cleared screen and hands back what it printed, once the prompt is there again. */
  async run(line: string, timeout = 30_000): Promise<string> {
    await this.terminalInput.focus();
    await this.page.keyboard.press("Control+l");
    await expect.poll(async () => (await this.screen()).trim().split("\n").length).toBe(1);
    await this.page.keyboard.insertText(line);
    await this.page.keyboard.press("Enter");
    await expect.poll(async () => (await this.screen()).trim().split("\n").length, { timeout }).toBeGreaterThan(1);
    await this.prompt(timeout);
    return this.screen();
  }

  /** Writes a file by way of the shell, as `cat > file <<'EOF'` does. */
  async write(file: string, text: string): Promise<void> {
    await this.terminalInput.focus();
    const end = "END_OF_FILE";
    for (const line of [`cat > '${file}' <<'${end}'`, ...text.replace(/\n$/, "").split("\n"), end]) {
      await this.page.keyboard.insertText(line);
      await this.page.keyboard.press("Enter");
    }
    await this.prompt();
  }

  tab(name: string): Locator {
    return this.page.getByRole("tablist", { name: "Open files" }).getByRole("tab", { name });
  }

  /** The editor over a file, Monaco or what stands in before it. */
  editor(file: string): Locator {
    return this.page
      .getByRole("region", { name: "Editor", exact: true })
      .getByRole("textbox", { name: new RegExp(`^${file.replace(".", "\\.")}`) });
  }

  /** Replaces the whole text of the file that is open, as typed and pasted by keyboard. */
  async rewrite(file: string, text: string): Promise<void> {
    await this.tab(file).focus();
    await this.page.keyboard.press("Enter");
    await this.editor(file).focus();
    await this.page.keyboard.press("Control+a");
    await this.page.keyboard.insertText(text);
    await this.page.keyboard.press("Escape");
  }

  /** What the layers panel says of a step, as a screen reader hears it. */
  step(name: RegExp): Locator {
    return this.layers.getByRole("button", { name });
  }

  check(title: RegExp): Locator {
    // By its own line: what another check says may name this one.
    return this.checks.getByRole("listitem").filter({ has: this.page.locator("p", { hasText: title }) });
  }

  /** Waits until all that changed is written down: asks for it as a page that is being left does, then queues behind the write. */
  async kept(): Promise<void> {
    await this.page.evaluate(async () => {
      for (let round = 0; round < 3; round++) {
        dispatchEvent(new Event("pagehide"));
        await new Promise<void>((resolve, reject) => {
          const open = indexedDB.open("drydock");
          open.onerror = () => reject(open.error);
          open.onsuccess = () => {
            const look = open.result.transaction("labs");
            look.objectStore("labs").count();
            look.oncomplete = () => {
              open.result.close();
              resolve();
            };
          };
        });
      }
    });
  }
}
