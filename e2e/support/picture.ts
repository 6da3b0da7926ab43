import AxeBuilder from "@axe-core/playwright";
import { expect, type Locator, type Page } from "@playwright/test";

/** Shows a picture beside the lab, by keyboard, and hands it back once it is drawn. */
export async function showPicture(page: Page, title: string): Promise<Locator> {
  const tab = page.getByRole("tab", { name: "Pictures" });
  await tab.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("group", { name: "Picture", exact: true }).getByRole("button", { name: title, exact: true }).press("Enter");
  const picture = page.getByRole("tabpanel", { name: "Pictures" }).getByRole("region", { name: title, exact: true });
  await expect(picture).toBeVisible({ timeout: 20_000 });
  return picture;
}

/** What the picture tells in words. */
export async function wordsOf(picture: Locator): Promise<string> {
  return (await picture.locator(".picture-words li").allTextContents()).join("\n");
}

/** axe finds nothing in a picture, and nothing in it stands out of its panel. */
export async function expectSound(page: Page, picture: Locator): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).include("#lab .picture-frame").analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
  const [wide, room] = await picture.locator(".picture-ground").evaluate(({ scrollWidth, clientWidth }) => [scrollWidth, clientWidth]);
  expect(wide).toBeLessThanOrEqual(room ?? 0);
}
