import { expect, test } from "@playwright/test";
import { LabPage, lesson, small } from "./lab-page.ts";

test("a reload keeps files, tabs, terminal, variables, images and cache", async ({ page }) => {
  const lab = await new LabPage(page).open();
  await lab.write("Dockerfile", small);
  await lab.type("docker build -q -t kept . && MARK=remembered && cd /tmp");
  await lab.expectScreen(/sha256:[0-9a-f]{40}/);
  await lab.expectScreen(/:\/tmp\$\s*$/);
  await lab.tab("requirements.txt").click();
  await page.waitForTimeout(500);
  await page.reload();
  await lab.ready();
  await lab.expectScreen(/docker build -q -t kept/);
  await expect(lab.tab("requirements.txt")).toHaveAttribute("aria-selected", "true");
  await expect(page.locator(".lab-panel .layers-panel")).toContainText("CACHED", { ignoreCase: true });
  await lab.type("echo $MARK; pwd; docker images; cat ~/workspace/Dockerfile");
  await lab.expectScreen(/remembered\s+\/tmp[\s\S]*kept[\s\S]*COPY app.py/);
});

test("a killed tab loses at most the last instant", async ({ context }) => {
  const page = await context.newPage();
  const lab = await new LabPage(page).open();
  await lab.tab("app.py").click();
  await page.locator(".monaco-editor .view-lines").click();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("# typed before the crash");
  await page.waitForTimeout(400);
  await page.close({ runBeforeUnload: false });
  const next = await context.newPage();
  const again = await new LabPage(next).open();
  await again.type("head -1 app.py");
  await again.expectScreen(/# typed before the crash/);
});

test("a saved state that can't be read is set aside, kept, and said", async ({ page }) => {
  const lab = await new LabPage(page).open();
  await lab.type("echo mine > mine.txt");
  await lab.expectPrompt();
  await page.waitForTimeout(600);
  await page.goto("/course/");
  const keys = () =>
    page.evaluate(
      () =>
        new Promise<string[]>((resolve, reject) => {
          const open = indexedDB.open("drydock");
          open.onerror = () => reject(open.error);
          open.onsuccess = () => {
            const asked = open.result.transaction("labs").objectStore("labs").getAllKeys();
            asked.onsuccess = () => {
              open.result.close();
              resolve(asked.result.map(String));
            };
          };
        }),
    );
  const work = (await keys()).find((key) => key.endsWith("/work"));
  await page.evaluate(
    (key) =>
      new Promise<void>((resolve) => {
        const open = indexedDB.open("drydock");
        open.onsuccess = () => {
          const change = open.result.transaction("labs", "readwrite");
          change.objectStore("labs").put({ version: 1, files: "garbage" }, key);
          change.oncomplete = () => {
            open.result.close();
            resolve();
          };
        };
      }),
    work as string,
  );
  await lab.open();
  await expect(page.getByRole("alert").filter({ hasText: "could not be read" })).toContainText("your files");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download it" }).click();
  expect((await download).suggestedFilename()).toMatch(/work\.json$/);
  expect((await keys()).some((key) => key.includes("/set-aside/"))).toBe(true);
  await lab.type("ls");
  await lab.expectScreen(/requirements\.txt/);
});

test("damaged images are set aside, and the lab goes on", async ({ page }) => {
  const lab = await new LabPage(page).open();
  await lab.write("Dockerfile", small);
  await lab.type("docker build -q -t damaged .");
  await lab.expectScreen(/sha256:[0-9a-f]{40}/);
  await lab.expectPrompt();
  await page.waitForTimeout(600);
  await page.goto("/course/");
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const open = indexedDB.open("drydock");
        open.onsuccess = () => {
          const change = open.result.transaction("labs", "readwrite");
          const store = change.objectStore("labs");
          store.getAllKeys().onsuccess = (event) => {
            for (const key of (event.target as IDBRequest<IDBValidKey[]>).result) {
              if (String(key).endsWith("/engine"))
                store.put({ version: 1, state: { format: "drydock engine 1", data: "{", trees: new Uint8Array(3) } }, key);
            }
          };
          change.oncomplete = () => {
            open.result.close();
            resolve();
          };
        };
      }),
  );
  await lab.open();
  await expect(page.getByRole("alert").filter({ hasText: "could not be read" })).toContainText("your images and build cache");
  await lab.type("cat Dockerfile; docker images; echo fine");
  await lab.expectScreen(/COPY app.py[\s\S]*fine/);
});

test("works without storage, and says once that nothing will be remembered", async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, "indexedDB", { get: () => undefined });
    Object.defineProperty(window, "localStorage", {
      get: () => {
        throw new DOMException("denied", "SecurityError");
      },
    });
  });
  const lab = await new LabPage(page).open();
  await expect(page.locator(".lab-notice")).toHaveCount(1);
  await expect(page.locator(".lab-notice")).toContainText("will not be there after a reload");
  await lab.type("echo works");
  await lab.expectScreen(/^works$/m);
});

test("works when storage is full, and says it once", async ({ page }) => {
  await page.addInitScript(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  const lab = await new LabPage(page).open();
  await lab.type("echo one > a.txt");
  await lab.expectPrompt();
  await lab.type("echo two > b.txt");
  await lab.expectPrompt();
  await expect(page.locator(".lab-notice")).toHaveCount(1);
  await expect(page.locator(".lab-notice")).toContainText("storage");
});

test("two tabs on a lesson: one works, the other looks, and can take over", async ({ context }) => {
  const [one, two] = [await context.newPage(), await context.newPage()];
  const first = await new LabPage(one).open();
  await first.type("echo from the first > note.txt");
  await first.expectPrompt();
  await one.waitForTimeout(600);
  const second = new LabPage(two);
  await two.goto(lesson);
  await second.ready();
  const banner = two.getByRole("alert").filter({ hasText: "open in another tab" });
  await expect(banner).toBeVisible();
  await second.type("echo overwritten > note.txt");
  await second.expectScreen(/this one only looks/);
  await two.getByRole("button", { name: "Work here instead" }).click();
  await expect(banner).toHaveCount(0);
  await expect(one.getByRole("alert").filter({ hasText: "open in another tab" })).toBeVisible();
  await second.ready();
  await second.type("cat note.txt");
  await second.expectScreen(/^from the first$/m);
  await second.type("echo from the second > note.txt");
  await second.expectPrompt();
  await two.waitForTimeout(600);
  await one.close();
  await two.reload();
  await second.ready();
  await second.type("cat note.txt");
  await second.expectScreen(/^from the second$/m);
});

test("reset goes back to the start, and undo back again", async ({ page }) => {
  const lab = await new LabPage(page).open();
  await lab.type("echo mine > mine.txt; rm app.py");
  await lab.expectPrompt();
  await page.getByRole("button", { name: "Files", exact: true }).click();
  const tree = page.getByRole("tree", { name: "Workspace" });
  await expect(tree.getByText("mine.txt")).toBeVisible();
  await page.getByRole("button", { name: "Reset the lab" }).click();
  await page.getByRole("button", { name: "Reset", exact: true }).click();
  await expect(tree.getByText("mine.txt")).toHaveCount(0);
  await expect(tree.getByText("app.py")).toBeVisible();
  await page.locator(".lab-notice").getByRole("button", { name: "Undo" }).click();
  await expect(tree.getByText("mine.txt")).toBeVisible();
  await expect(tree.getByText("app.py")).toHaveCount(0);
});
