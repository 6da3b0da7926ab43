import { expect, type Page, test } from "@playwright/test";
import { Lab } from "../support/lab.ts";

// The service worker would have what the network withholds.
test.use({ serviceWorkers: "block" });

const lesson = "/learn/storage/gone-with-the-container/";

/** Withholds files of the site whose name begins so. Returns what lets them through again. */
async function withhold(page: Page, name: string): Promise<() => Promise<void>> {
  const files = new RegExp(`/_astro/${name}[.-][^/]*\\.js`);
  await page.route(files, (route) => route.abort("internetdisconnected"));
  return () => page.unroute(files);
}

test("an exercise that does not come: the lab is there and works, its checks say so and are run when it comes", async ({ page }) => {
  const comes = await withhold(page, "exercise");
  const lab = await new Lab(page).open(lesson);
  await expect(lab.notices).toContainText("exercise could not be fetched");
  expect(await lab.run("echo works")).toMatch(/^works$/m);
  await page.getByRole("tab", { name: /Checks/ }).click();
  await page.getByRole("button", { name: "Check my work" }).click();
  const trouble = page.getByRole("alert").filter({ hasText: "not your fault" });
  await expect(trouble).toContainText("checks could not be fetched");
  await comes();
  await trouble.getByRole("button", { name: "Try again" }).click();
  await expect(trouble).toHaveCount(0);
  await expect(lab.checks.locator("li.fail").first()).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText("The lab could not be started")).toHaveCount(0);
});

test("a shell that does not come: the editor stays, and one click asks for it again", async ({ page }) => {
  const comes = await withhold(page, "session");
  await page.goto(lesson);
  const notice = page.locator(".lab-notice").filter({ hasText: "The shell could not be fetched" });
  await expect(notice).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole("region", { name: "Terminal", exact: true })).toBeVisible();
  await comes();
  await notice.getByRole("button", { name: "Try again" }).click();
  const lab = await new Lab(page).ready();
  expect(await lab.run("echo works")).toMatch(/^works$/m);
});

test("a picture and a terminal that do not come are asked for again where they would be", async ({ page }) => {
  const terminalComes = await withhold(page, "open-terminal");
  const pictureComes = await withhold(page, "StoragePicture");
  await page.goto(lesson);
  const terminal = page.getByRole("region", { name: "Terminal", exact: true });
  await expect(terminal.getByRole("alert")).toContainText("The terminal could not be fetched", { timeout: 20_000 });
  await terminalComes();
  await terminal.getByRole("button", { name: "Try again" }).click();
  await new Lab(page).prompt();
  await page.getByRole("tab", { name: "Pictures" }).click();
  await page.getByRole("group", { name: "Picture" }).getByText("Storage").click();
  const missing = page.getByRole("alert").filter({ hasText: "This picture could not be fetched" });
  await expect(missing).toBeVisible();
  await pictureComes();
  await missing.getByRole("button", { name: "Try again" }).click();
  await expect(missing).toHaveCount(0);
  await expect(page.getByText("could not be fetched")).toHaveCount(0);
});
