import { expect, type Page } from "@playwright/test";

export const lesson = "/learn/cache/order-matters/";

/** A Dockerfile that needs nothing but a shell. */
export const small = "FROM alpine\nWORKDIR /app\nCOPY app.py .\nRUN echo built > made.txt\n";

/** The lab as a person meets it. */
export class LabPage {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  /** Opens a page with a lab and waits for its prompt. */
  async open(path = lesson): Promise<this> {
    await this.page.goto(path);
    return this.ready();
  }

  async ready(): Promise<this> {
    await expect(this.page.locator(".lab-terminal .xterm-rows")).toContainText("$", { timeout: 20_000 });
    await expect(this.page.locator(".lab-panel .layers-panel")).toBeVisible();
    return this;
  }

  /** Types a line into the terminal, as fast as a machine does, and presses Enter. */
  async type(line: string): Promise<void> {
    await this.page.locator(".lab-terminal textarea").focus();
    await this.page.keyboard.type(line);
    await this.page.keyboard.press("Enter");
  }

  /** What stands in the terminal now. */
  screen(): Promise<string> {
    return this.page.locator(".lab-terminal .xterm-rows").innerText();
  }

  async expectScreen(pattern: RegExp, timeout = 15_000): Promise<void> {
    await expect(async () => expect(await this.screen()).toMatch(pattern)).toPass({ timeout });
  }

  /** Waits until the last line is a prompt. */
  expectPrompt(timeout = 15_000): Promise<void> {
    return this.expectScreen(/\$\s*$/, timeout);
  }

  /** Replaces a file by way of the terminal: no editor has to be there yet. */
  async write(path: string, text: string): Promise<void> {
    await this.type(`printf ${JSON.stringify(text).replaceAll("\\n", "\\n")} > ${path}`);
    await this.expectPrompt();
  }

  tab(name: string) {
    return this.page.locator(".lab-tabs").getByRole("tab", { name });
  }
}
