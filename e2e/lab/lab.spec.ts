import { expect, test } from "@playwright/test";
import { LabPage, small } from "./lab-page.ts";

test("builds an image and shows its layers; an edit foretells what will break", async ({ page }) => {
  const lab = await new LabPage(page).open();
  await lab.write("Dockerfile", small);
  await lab.type("docker build -t shop .");
  await lab.expectScreen(/naming to docker.io\/library\/shop/);
  await lab.expectPrompt();
  await expect(page.locator(".lab-panel .layers-panel")).toContainText("First build: 4 steps ran.");
  await lab.tab("app.py").click();
  await expect(page.locator(".monaco-editor")).toBeVisible();
  await page.locator(".monaco-editor .view-lines").click();
  await page.keyboard.type("# one more line");
  await expect(page.locator(".lab-panel .layers-panel")).toContainText("the cache breaks here");
  await expect(page.locator(".lab-panel .layers-panel")).toContainText("app.py");
  await expect(lab.tab("app.py").locator(".dot")).toBeVisible();
  await expect(lab.tab("Dockerfile").locator(".dot")).toHaveCount(0);
});

test("every plate of a build opens its files, in the final image or not, and marks follow the build", async ({ page }) => {
  const lab = await new LabPage(page).open();
  await lab.write(
    "Dockerfile",
    "FROM alpine AS build\nRUN echo hello > /greeting; sleep 30\nFROM scratch\nCOPY --from=build /greeting /\n",
  );
  await lab.type("docker build -t two .");
  const plate = page.locator('.stack [data-step="build:2"]');
  await expect(plate).toHaveAccessibleName(/running/);
  await expect(page.locator(".why")).toContainText("is running");
  await expect(plate.locator(".running-time")).toHaveText(/^[1-9]\d*\.\d s$/);
  await lab.expectPrompt();
  await expect(plate).toHaveAccessibleName(/, ran, 6 B$/);
  await plate.click();
  await expect(page.locator(".why .files")).toContainText("/greeting");
  await page.locator('.stack [data-step="build:1"]').click();
  await expect(page.locator(".why .files")).toContainText("busybox");
});

test("a layer that is pointed at lights its instruction and the files it reads", async ({ page }) => {
  const lab = await new LabPage(page).open();
  const lit = page.locator(".lab-tab.lit [role=tab]");
  await expect(page.locator(".monaco-editor")).toBeVisible();
  await page.locator(".stack [data-step]", { hasText: "COPY . ." }).hover();
  await expect(lit).toHaveText(["app.py", "requirements.txt"]);
  await lab.write("Dockerfile", "FROM python:3.12-slim\nCOPY requirements.txt .\n");
  await page.locator(".stack [data-step]", { hasText: "COPY requirements.txt" }).hover();
  await expect(lit).toHaveText(["requirements.txt"]);
  await page.locator(".stack [data-step]", { hasText: "FROM" }).hover();
  await expect(lit).toHaveCount(0);
});

test("Ctrl-C ends an endless RUN, and the page stays alive", async ({ page }) => {
  const lab = await new LabPage(page).open();
  await lab.write("Dockerfile", "FROM alpine\nRUN while true; do :; done\n");
  await lab.type("docker build -t loop .");
  await lab.expectScreen(/\[2\/2\] RUN while/);
  await lab.tab("app.py").click();
  await expect(lab.tab("app.py")).toHaveAttribute("aria-selected", "true");
  await page.locator(".lab-terminal textarea").focus();
  await page.keyboard.press("Control+c");
  await lab.expectPrompt(8000);
  await lab.type("echo still here");
  await lab.expectScreen(/^still here$/m);
});

test("an endless RUN under quiet checks disturbs nobody", async ({ page }) => {
  const lab = await new LabPage(page).open();
  await lab.type("GREETING=kept");
  await lab.expectPrompt();
  await lab.type("printf 'FROM alpine\\nRUN while true; do :; done\\n' > Dockerfile");
  await page.getByRole("tab", { name: /^Checks/ }).click();
  await expect(page.locator(".lab-panel")).toContainText(/checking/i);
  await lab.type("echo $GREETING once");
  await lab.expectScreen(/^kept once$/m, 2000);
  // What is typed calls the checks off; the next rest starts them again, and the shell is still the same.
  await lab.type("touch again");
  await page.waitForTimeout(4000);
  await lab.type("echo $GREETING twice");
  await lab.expectScreen(/^kept twice$/m, 2000);
  await expect(page.locator(".lab-notice")).toHaveCount(0);
});

test("a command that hears nothing is ended by force, and nothing saved is lost", async ({ page }) => {
  const lab = await new LabPage(page).open();
  await lab.type("echo precious > kept.txt");
  await lab.expectPrompt();
  await lab.type("[[ aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab =~ ^(a+)+$ ]]");
  await page.waitForTimeout(700);
  await page.keyboard.press("Control+c");
  await expect(page.locator(".lab-notice")).toContainText("started anew", { timeout: 8000 });
  await lab.expectPrompt();
  await lab.type("cat kept.txt");
  await lab.expectScreen(/^precious$/m);
});

test("Ctrl-C ends a flood of output", async ({ page }) => {
  const lab = await new LabPage(page).open();
  await lab.type("while true; do echo flood; done");
  await lab.expectScreen(/flood\s+flood/);
  await page.keyboard.press("Control+c");
  await lab.expectPrompt(8000);
  await lab.type("echo $((40+2))");
  await lab.expectScreen(/^42$/m);
});

test("edits a line like a shell does", async ({ page }) => {
  const lab = await new LabPage(page).open();
  await page.locator(".lab-terminal textarea").focus();
  await page.keyboard.type("cho hello");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("e");
  await page.keyboard.press("Enter");
  await lab.expectScreen(/^hello$/m);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Control+w");
  await page.keyboard.type("again");
  await page.keyboard.press("Enter");
  await lab.expectScreen(/^again$/m);
  await page.keyboard.type("dock");
  await page.keyboard.press("Tab");
  await page.keyboard.type("imag");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await lab.expectScreen(/List images/);
  await page.keyboard.press("Control+c");
  await page.keyboard.press("Control+l");
  await expect(async () => expect((await lab.screen()).trim().split("\n")).toHaveLength(1)).toPass();
});

test("shows odd file names safely", async ({ page }) => {
  const dialogs: string[] = [];
  page.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  const lab = await new LabPage(page).open();
  await lab.type(`touch $'new\\nline' "it's \\"quoted\\"" '<script>alert(1)<' '<img src=x onerror=alert(2)>' '🚢.txt'; echo done`);
  await lab.expectScreen(/^done$/m);
  await page.getByRole("button", { name: "Files", exact: true }).click();
  const tree = page.getByRole("tree", { name: "Workspace" });
  for (const name of ["new\\nline", `it's "quoted"`, "<script>alert(1)<", "<img src=x onerror=alert(2)>", "🚢.txt"]) {
    await tree.getByText(name, { exact: true }).click();
    await expect(page.locator(".lab-tabs [role=tab][aria-selected=true]")).toContainText(name);
  }
  expect(await page.locator(".lab-root img").count()).toBe(0);
  expect(dialogs).toEqual([]);
});

test("a Dockerfile of five megabytes, and one of random bytes", async ({ page }) => {
  const lab = await new LabPage(page).open();
  await lab.type("yes '# a comment that goes on and on' | head -c 5000000 > Dockerfile; ls -l Dockerfile");
  await lab.expectScreen(/5000000/);
  await lab.type("head -c 4000 /bin/ls > Dockerfile; printf '\\377\\376\\0' >> Dockerfile; docker build . ; echo code $?");
  await lab.expectScreen(/code [1-9]/);
  await lab.expectPrompt();
  await lab.type("echo alive");
  await lab.expectScreen(/^alive$/m);
});

test("makes, renames and deletes files by keyboard alone, and undoes it", async ({ page }) => {
  await new LabPage(page).open();
  const toggle = page.getByRole("button", { name: "Files", exact: true });
  await toggle.focus();
  await page.keyboard.press("Enter");
  const tree = page.getByRole("tree", { name: "Workspace" });
  await page.getByRole("button", { name: "New file" }).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.type("notes.txt");
  await page.keyboard.press("Enter");
  await expect(tree.getByText("notes.txt")).toBeVisible();
  await tree.getByRole("treeitem", { name: "notes.txt" }).focus();
  await page.keyboard.press("F2");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("docs/notes.md");
  await page.keyboard.press("Enter");
  await expect(tree.getByText("notes.md")).toBeVisible();
  // The renamed file has the focus again a moment after it is drawn.
  await expect(tree.getByRole("treeitem", { name: "notes.md" })).toBeFocused();
  await page.keyboard.press("Delete");
  await expect(tree.getByText("notes.md")).toHaveCount(0);
  await page.keyboard.press("Control+z");
  await expect(tree.getByText("notes.md")).toBeVisible();
});

test("Tab walks through the editor until something is typed, and Escape lets go", async ({ page }) => {
  await new LabPage(page).open();
  await expect(page.locator(".monaco-editor")).toBeVisible();
  const inEditor = () => page.evaluate(() => document.activeElement?.closest(".lab-code") !== null);
  await page.locator(".lab-tabs [role=tab][aria-selected=true]").focus();
  await page.keyboard.press("Tab");
  expect(await inEditor()).toBe(true);
  await page.keyboard.press("Tab");
  expect(await inEditor()).toBe(false);
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.type("#");
  await page.keyboard.press("Tab");
  expect(await inEditor()).toBe(true);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  expect(await inEditor()).toBe(false);
});

test("dividers move by keyboard and are remembered", async ({ page }) => {
  await new LabPage(page).open();
  const divider = page.getByRole("separator", { name: "Height of the terminal" });
  const before = Number(await divider.getAttribute("aria-valuenow"));
  await divider.focus();
  for (let times = 0; times < 4; times++) await page.keyboard.press("ArrowUp");
  const after = Number(await divider.getAttribute("aria-valuenow"));
  expect(after).toBeGreaterThan(before);
  await page.reload();
  await expect(divider).toHaveAttribute("aria-valuenow", String(after));
});

test("nothing shifts as the lab appears", async ({ page }) => {
  await page.addInitScript(() => {
    (window as { shift?: number }).shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
        if (!entry.hadRecentInput) (window as { shift?: number }).shift = ((window as { shift?: number }).shift ?? 0) + entry.value;
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
  await new LabPage(page).open();
  await expect(page.locator(".monaco-editor")).toBeVisible();
  await page.waitForTimeout(500);
  const shift = await page.evaluate(() => (window as { shift?: number }).shift ?? 0);
  console.log(`layout shift: ${shift.toFixed(4)}`);
  expect(shift).toBeLessThan(0.05);
});
