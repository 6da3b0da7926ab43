import AxeBuilder from "@axe-core/playwright";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { Lab } from "../support/lab.ts";

/** Opens a picture beside the lab, by keyboard alone. */
async function look(page: Page, title: string): Promise<Locator> {
  await page.getByRole("tab", { name: "Pictures" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("group", { name: "Picture", exact: true }).getByRole("button", { name: title, exact: true }).focus();
  await page.keyboard.press("Enter");
  const picture = page.locator(".pictures-pane .picture-frame");
  await expect(picture).toBeVisible({ timeout: 20_000 });
  return picture;
}

async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).include(".pictures-pane").analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
}

/** The same story in words, which a screen reader finds below each picture. */
async function words(picture: Locator): Promise<string> {
  const details = picture.locator("details");
  if ((await details.getAttribute("open")) === null) await details.locator("summary").press("Enter");
  return (await details.locator("li").allInnerTexts()).join("\n");
}

test.describe.configure({ timeout: 120_000 });

test("networks: a request is sent by keyboard, and its way and its refusal are seen", async ({ page }) => {
  const lab = await new Lab(page).open("/learn/why-containers/first-container/");
  const picture = await look(page, "Networks");
  await lab.run("docker network create back; docker run -d --name api --network back nginx:alpine; docker run -d --name web nginx:alpine");
  await expect(picture.getByRole("region", { name: "Container api" })).toContainText("172.18.0.2", { timeout: 20_000 });
  await picture.getByLabel("from").selectOption("web");
  await picture.getByLabel("to").focus();
  await page.keyboard.type("api:80");
  await page.keyboard.press("Enter");
  const story = picture.locator(".nets-story");
  await expect(story).toContainText("web → api", { timeout: 20_000 });
  await expect(story).toContainText("no such name");
  expect(await faults(page)).toEqual([]);
  await lab.prompt();
  await lab.run("docker network connect back web; docker exec web wget -qO- http://api");
  await expect(story).toContainText("Over the wire of back it gets to api.", { timeout: 20_000 });
  expect(await words(picture)).toContain("nginx listens at port 80 there and takes the connection.");
  // The older request is chosen with the arrow keys.
  await picture.getByRole("list", { name: "Last requests" }).locator('button[tabindex="0"]').focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(story).toContainText("no such name");
  expect(await faults(page)).toEqual([]);
});

test("compose: services come up in their order, and a changed file marks what is to be made anew", async ({ page }) => {
  const lab = await new Lab(page).open("/playground/");
  const picture = await look(page, "Compose");
  await expect(picture).toContainText("There is no Compose file in the workspace");
  await lab.write(
    "compose.yaml",
    [
      "services:",
      "  web:",
      "    image: nginx:alpine",
      "    depends_on: { db: { condition: service_healthy } }",
      "  db:",
      "    image: nginx:alpine",
      "    healthcheck: { test: 'true', interval: 1s }",
      "",
    ].join("\n"),
  );
  const db = picture.getByRole("region", { name: "Service db" });
  const web = picture.getByRole("region", { name: "Service web" });
  await expect(web).toContainText("after db is healthy", { timeout: 20_000 });
  await lab.run("docker compose up -d", 60_000);
  await expect(db).toContainText("healthy", { timeout: 20_000 });
  await expect(web).toContainText("running");
  expect(await faults(page)).toEqual([]);
  await lab.run("sed -i 's/interval: 1s/interval: 2s/' compose.yaml");
  await expect(db).toContainText("the file is another now", { timeout: 20_000 });
  await expect(web).not.toContainText("the file is another now");
  expect(await words(picture)).toContain("the next up makes it anew");
  await db.getByRole("button").focus();
  await page.keyboard.press("ArrowDown");
  await expect(web.getByRole("button")).toBeFocused();
});

test("API calls: a command is seen as its requests, which open by keyboard", async ({ page }) => {
  const lab = await new Lab(page).open("/learn/why-containers/first-container/");
  const picture = await look(page, "API calls");
  await lab.run("docker volume create data; docker stop nobody");
  const stop = picture.getByRole("group", { name: "Requests of docker stop nobody" });
  await expect(stop).toContainText("404 Not Found", { timeout: 20_000 });
  const create = picture.getByRole("group", { name: "Requests of docker volume create data" });
  await stop.getByRole("button").first().focus();
  // Over the heading and two requests of the one line to the heading and the second request of the other.
  for (let step = 0; step < 5; step++) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(create).toContainText('"Name": "data"', { timeout: 20_000 });
  await expect(create).toContainText("POST /v1.51/volumes/create HTTP/1.1");
  expect(await words(picture)).toContain("POST /containers/nobody/stop, 404 Not Found");
  expect(await faults(page)).toEqual([]);
});

test("machines: containers of the terminal stand in the stack; pieces, break-in and density by keyboard", async ({ page }) => {
  const lab = await new Lab(page).open("/learn/why-containers/first-container/");
  const picture = await look(page, "Machines");
  await expect(picture).toContainText("no container runs: these are examples");
  await lab.run("docker run -d --name hello nginx:alpine");
  await expect(picture.getByRole("region", { name: "Stack of containers", exact: true })).not.toContainText("examples", {
    timeout: 20_000,
  });
  await expect(picture).toContainText("measured here");
  await picture.getByRole("button", { name: "its kernel" }).press("Enter");
  await expect(picture).toContainText("the attacker has every container, and the host");
  await picture.getByRole("button", { name: "Take a piece away" }).press("Enter");
  await expect(picture).toContainText("The files of an image.");
  await picture.getByRole("slider").focus();
  for (let step = 0; step < 20; step++) await page.keyboard.press("ArrowRight");
  await expect(picture).toContainText("how many: 30");
  await expect(picture).toContainText("do not fit");
  expect(await words(picture)).toContain("Container hello: files of nginx:alpine");
  expect(await faults(page)).toEqual([]);
});
