/** The real kernel: booted in the page, typed at, looked at, graded. */
import { existsSync } from "node:fs";
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";

const made = existsSync("dist/linux/manifest.json");
const lesson = "/learn/isolation/make-a-container-by-hand/";

async function sees(page: Page, pattern: RegExp): Promise<void> {
  const screen = page.locator(".kernel-screen:not([hidden]) .xterm-rows");
  await expect.poll(() => screen.innerText(), { timeout: 60_000 }).toMatch(pattern);
}

async function type(page: Page, line: string, then: RegExp): Promise<void> {
  await page.getByRole("textbox", { name: /^Terminal 1 of the real kernel/ }).focus();
  await page.keyboard.type(line);
  await page.keyboard.press("Enter");
  await sees(page, then);
}

test("without an image the page says how one is made, and the lesson can be read", async ({ page }) => {
  await page.route("**/linux/manifest.json", (route) => route.fulfill({ status: 404, body: "" }));
  await page.goto(lesson);
  await expect(page.getByText("This copy of the site has no Linux image.")).toBeVisible();
  await expect(page.getByText("npm run linux:image")).toBeVisible();
  await expect(page.getByRole("heading", { name: "A file system to stand on" })).toBeVisible();
});

test.describe("with an image", () => {
  // The image is made of Debian's packages: whoever cannot fetch them has the rest of the site all the same.
  test.skip(!made, "no Linux image: `npm run linux:image` before the site is built");

  test("walls go up in the terminal, and the picture and the checks see them", async ({ page }) => {
    test.setTimeout(240_000);
    await page.goto(lesson);
    await sees(page, /root@host:~# /);
    await page.getByRole("button", { name: "Look at the kernel" }).click();
    const checks = page.getByRole("list", { name: "Checks" });
    await expect(checks).toContainText("No process is number 1 of a pid namespace of its own yet.", { timeout: 60_000 });

    // The cursor is a cell of its own behind the prompt, whenever it is drawn.
    await type(page, "unshare -m -u -i -n -p -f sh", /'help' for a list[\s\S]*root@host:~# +$/m);
    await type(page, "hostname box; echo pid $$", /pid 1\b[\s\S]*root@box/);
    await page.getByRole("button", { name: "Look at the kernel" }).click();
    await expect(checks.getByRole("listitem").filter({ hasText: "walls of its own" })).toContainText("passed", { timeout: 60_000 });
    await expect(checks.getByRole("listitem").filter({ hasText: "host name of its own" })).toContainText("passed");
    await expect(checks).toContainText("Its root is still the machine's own");

    await page.getByRole("button", { name: "Rooms", exact: true }).click();
    const rooms = page.getByRole("region", { name: "Namespaces", exact: true });
    await expect(rooms).toContainText("box", { timeout: 60_000 });
    const { violations } = await new AxeBuilder({ page }).include(".kernel-lab").exclude(".xterm").analyze();
    expect(violations).toEqual([]);
  });

  test("another lesson opens it in a window, which closes by Escape", async ({ page }) => {
    test.setTimeout(120_000);
    await page.goto("/learn/isolation/pid-1/");
    const dialog = page.getByRole("dialog", { name: "A real Linux kernel" });
    // Pressed too early it does nothing yet.
    await expect(async () => {
      await page.getByRole("button", { name: "See it on a real kernel" }).click({ timeout: 2000 });
      await expect(dialog).toBeVisible({ timeout: 1000 });
    }).toPass();
    await sees(page, /root@host:~# /);
    await dialog.getByRole("button", { name: "Close" }).focus();
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
  });
});
