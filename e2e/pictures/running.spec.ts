import type { Locator, Page } from "@playwright/test";
import { pictureState } from "./picture-states.ts";

/** A lesson's scenario at one of its steps, from 0: the first, or the one with this in its caption. */
async function scenario(page: Page, url: string, step: number, caption = ""): Promise<Locator> {
  // The whole picture at once: nothing of the page lies over it then.
  await page.setViewportSize({ width: page.viewportSize()?.width ?? 1440, height: 2400 });
  await page.goto(url);
  const figure = page.locator("figure.scenario").filter({ hasText: caption }).first();
  await figure.scrollIntoViewIfNeeded();
  const buttons = figure.locator(".scenario-steps li button");
  // An island answers once it is awake.
  await page.locator("astro-island:not([ssr])").filter({ has: figure }).waitFor();
  await buttons.nth(step).click();
  await figure.locator('button[aria-current="step"]').waitFor();
  return figure.locator(".picture-ground");
}

pictureState("networks", "over a wire", (page) => scenario(page, "/learn/networking/bridge-and-dns/", 3));
pictureState("networks", "dropped between networks", (page) => scenario(page, "/learn/networking/bridge-and-dns/", 6));
pictureState("networks", "refused behind a door", (page) => scenario(page, "/learn/networking/publishing-ports/", 4, "three doors"));
pictureState("machines", "three containers", (page) => scenario(page, "/learn/why-containers/not-virtual-machines/", 3));
pictureState("compose", "in order", (page) => scenario(page, "/learn/compose/waiting-for-ready/", 1));
pictureState("api", "run and exec", (page) => scenario(page, "/learn/why-containers/first-container/", 4));
