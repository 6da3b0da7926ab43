import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, type Request, test } from "@playwright/test";
import { Lab } from "../support/lab.ts";
import { answerTheQuiz } from "../support/quiz.ts";

const url = "/learn/why-containers/first-container/";
const tab = (page: Page, name: RegExp) => page.getByRole("tab", { name });
const address = (page: Page) => page.getByRole("form", { name: "Address" });

/** Faults that axe finds in the lab. It cannot work inside a frame that runs no scripts: look at the source of a page first. */
async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).include("#lab").analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
}

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("the first container, from an empty list to a page in the small browser", async ({ page }) => {
      test.setTimeout(120_000);
      const lab = await new Lab(page).open(url);
      await expect(lab.containers).toContainText("No containers yet");
      await expect(tab(page, /^Browser/)).toHaveCount(0);

      await test.step("a published port brings the browser", async () => {
        await page.locator("#lesson-text").getByRole("button", { name: "Type it for me" }).first().click();
        await expect(lab.containers).toContainText("1 container, 1 running", { timeout: 20_000 });
        await expect(lab.containers).toContainText("nginx:alpine");
        expect(await faults(page)).toEqual([]);
        await lab.containers.getByRole("button", { name: "Open port 8080, which leads to 80/tcp of hello" }).click();
        await expect(tab(page, /^Browser/)).toHaveAttribute("aria-selected", "true");
        await expect(page.getByRole("status").filter({ hasText: "localhost:8080/: HTTP/1.1 200 OK" })).toBeAttached();
        await expect(page.frameLocator("iframe.page").getByRole("heading", { name: "Welcome to nginx!" })).toBeVisible();
        await page.getByText(/^\d+ headers$/).click();
        await expect(page.getByText("text/html")).toBeVisible();
        await page.getByRole("button", { name: "Source" }).click();
        await expect(page.getByRole("region", { name: "Body of the answer" })).toContainText("<h1>Welcome to nginx!</h1>");
        expect(await faults(page)).toEqual([]);
      });

      await test.step("another path, by keyboard alone", async () => {
        await address(page).getByLabel("Path").focus();
        await page.keyboard.type("nowhere");
        await page.keyboard.press("Enter");
        await expect(page.getByText("HTTP/1.1 404 Not Found", { exact: true })).toBeVisible();
        await page.keyboard.press("Control+a");
        await page.keyboard.type("/");
        await page.keyboard.press("Enter");
        await expect(page.getByText("HTTP/1.1 200 OK", { exact: true })).toBeVisible();
      });

      await test.step("the checks pass on a copy that runs as well", async () => {
        await lab.type("docker run -d --name web nginx:alpine");
        await expect(tab(page, /^Checks ?4 of 4/)).toHaveAttribute("aria-selected", "true", { timeout: 30_000 });
        await expect(page.getByRole("heading", { name: "She floats." })).toBeVisible();
      });

      await test.step("a container that has ended says so, and the browser goes with the last port", async () => {
        await lab.type("docker run -d --name idle alpine:3.20");
        await tab(page, /^Containers/).click();
        await expect(lab.containers.getByRole("listitem").filter({ hasText: "idle" })).toContainText(/Exited 0/i);
        await lab.type("docker rm -f hello");
        await expect(tab(page, /^Browser/)).toHaveCount(0);
      });

      await answerTheQuiz(page);
    });
  });
}

test("a page that means harm stays in its frame", async ({ page }) => {
  test.setTimeout(90_000);
  // What the policy stops shows as a request that failed for it, sometimes; nothing else may be tried.
  const outside: string[] = [];
  const note = (request: Request): void => {
    if (/example\.(com|net)/.test(request.url()) && request.failure()?.errorText !== "csp") outside.push(request.url());
  };
  page.on("requestfinished", note);
  page.on("requestfailed", note);
  const lab = await new Lab(page).open(url);
  const html =
    '<title>x</title><h1>Harmless</h1><script>top.document.title="taken"</script><img src="https://example.com/a.png" onerror="top.document.title=1"><meta http-equiv="refresh" content="0;url=https://example.net/"><style>@import "https://example.com/s.css";</style>';
  await lab.type("docker run -d --name web -p 8080:80 nginx:alpine");
  await expect(lab.containers).toContainText("1 running", { timeout: 20_000 });
  await lab.prompt();
  await lab.type("cat > index.html <<'END'");
  await lab.type(html);
  await lab.type("END");
  await lab.prompt();
  await lab.type("docker cp index.html web:/usr/share/nginx/html/index.html");
  await lab.prompt();
  const title = await page.title();
  await page.getByRole("tab", { name: /^Browser/ }).click();
  await expect(page.frameLocator("iframe.page").getByRole("heading", { name: "Harmless" })).toBeVisible();
  await page.waitForTimeout(500);
  expect([await page.title(), outside]).toEqual([title, []]);
  await page.getByRole("button", { name: "Source" }).click();
  await expect(page.getByRole("region", { name: "Body of the answer" })).toContainText("<script>top.document.title=");
});

test("a lesson begins with what runs already, and its checks know the host's numbers", async ({ page }) => {
  test.setTimeout(90_000);
  const lab = await new Lab(page).open("/learn/isolation/pid-1/");
  await expect(lab.containers).toContainText("2 containers, 2 running", { timeout: 20_000 });
  expect(await lab.run("history | wc -l")).toMatch(/^\s*1\s*$/m);
  await lab.type("docker inspect -f '{{.State.Pid}}' web > pid.txt");
  await page.getByRole("tab", { name: /^Checks/ }).click();
  await expect(page.getByRole("heading", { name: "She floats." })).toBeVisible({ timeout: 30_000 });
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });
  test("the containers and the browser have the whole width, and nothing sticks out", async ({ page }) => {
    test.setTimeout(90_000);
    await page.goto(url);
    await page.locator("#lesson-text").getByRole("button", { name: "Type it for me" }).first().tap();
    const lab = new Lab(page);
    await lab.sees(/[0-9a-f]{12}/, 30_000);
    await page.getByRole("button", { name: "Panels" }).tap();
    await lab.containers.getByRole("button", { name: /^Open port 8080/ }).tap();
    await expect(page.frameLocator("iframe.page").getByRole("heading", { name: "Welcome to nginx!" })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await page.getByRole("button", { name: "Source" }).tap();
    expect(await faults(page)).toEqual([]);
  });
});

test("what ran when the lab was closed has stopped, is named, and can be started again", async ({ page }) => {
  test.setTimeout(90_000);
  const lab = await new Lab(page).open("/learn/isolation/pid-1/");
  await expect(lab.containers).toContainText("2 containers, 2 running", { timeout: 20_000 });
  await lab.run("touch kept");
  await page.waitForTimeout(1000);
  await page.reload();
  await lab.ready();
  await expect(lab.containers).toContainText("2 containers, none running", { timeout: 20_000 });
  await expect(lab.notices.filter({ hasText: "idle and web stopped" })).toBeVisible();
  await page.getByRole("button", { name: "Start again" }).click();
  await expect(lab.containers).toContainText("2 containers, 2 running", { timeout: 20_000 });
});
