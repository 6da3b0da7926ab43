import { expect, type Locator, type Page, test } from "@playwright/test";

/** A window and a scheme in which a state of a picture is kept. */
interface Board {
  readonly width: number;
  readonly height: number;
  readonly theme: "light" | "dark";
}

/** A laptop by day and a phone by night: between them each width and each scheme is seen once. */
const boards: readonly Board[] = [
  { width: 1440, height: 900, theme: "light" },
  { width: 390, height: 844, theme: "dark" },
];

/**
 * Keeps one main state of a picture: declares a test for each board, which compares with
 * `e2e/pictures/<picture>/<state>-<width>-<theme>.png`.
 * @param reach brings the page to the state, and hands back what is to be looked at
 * @param varies what else differs from run to run beside `[data-varies]`: a selector
 */
export function pictureState(
  picture: string,
  state: string,
  reach: (page: Page, board: Board) => Promise<Locator>,
  { varies = "[data-varies]" }: { readonly varies?: string } = {},
): void {
  for (const board of boards) {
    const { width, height, theme } = board;
    test(`${picture}: ${state}, ${width} px, ${theme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height });
      const shown = await reach(page, board);
      await still(page);
      await expect(shown).toHaveScreenshot([picture, `${state.replaceAll(" ", "-")}-${width}-${theme}.png`], {
        mask: [page.locator("[data-varies]"), page.locator(varies)],
        maskColor: "#8a8a8a",
        timeout: patience,
      });
    });
  }
}

/** Milliseconds for the picture to stand still, on a machine that has much to do. */
const patience = 20_000;

/** Fonts are there, and neither the mouse nor the focus lights anything up. */
async function still(page: Page): Promise<void> {
  await page.mouse.move(0, 0);
  await page.evaluate(async () => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    await document.fonts.ready;
  });
}
