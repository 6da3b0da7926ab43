import { expect, type Page, test } from "@playwright/test";
import { Lab } from "../support/lab.ts";

const playground = "/playground/";
const dockerfile = "FROM alpine\nRUN echo kept > /kept.txt\n";

/** Builds and edits as usual: what must work whatever becomes of the storage. */
async function works(lab: Lab, mark: string): Promise<void> {
  await lab.write("Dockerfile", dockerfile);
  expect(await lab.run(`docker build -q -t ${mark} . && docker images -q ${mark}`)).toMatch(/^[0-9a-f]{12}$/m);
  await expect(lab.step(/RUN echo kept/)).toBeVisible();
}

async function put(page: Page, ending: string, value: unknown): Promise<number> {
  return page.evaluate(
    ({ ending, value }) =>
      new Promise<number>((resolve, reject) => {
        const open = indexedDB.open("drydock");
        open.onerror = () => reject(open.error);
        open.onsuccess = () => {
          let changed = 0;
          const change = open.result.transaction("labs", "readwrite");
          const store = change.objectStore("labs");
          store.getAllKeys().onsuccess = (event) => {
            for (const key of (event.target as IDBRequest<IDBValidKey[]>).result) {
              if (!String(key).endsWith(ending)) continue;
              store.put(value, key);
              changed++;
            }
          };
          change.oncomplete = () => {
            open.result.close();
            resolve(changed);
          };
        };
      }),
    { ending, value },
  );
}

test("storage that throws at every turn: the lab works and says once that nothing is kept", async ({ page }) => {
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  await page.addInitScript(() => {
    const refuse = () => {
      throw new DOMException("The operation is insecure.", "SecurityError");
    };
    IDBFactory.prototype.open = refuse;
    Object.defineProperty(window, "localStorage", { get: refuse });
    Object.defineProperty(window, "sessionStorage", { get: refuse });
  });
  const lab = await new Lab(page).open(playground);
  await works(lab, "unkept");
  await expect(lab.notices).toHaveCount(1);
  await expect(lab.notices).toContainText("will not be there after a reload");
  // Theme and dividers do not need it either.
  await page.getByRole("button", { name: /theme/i }).click();
  await page.getByRole("separator", { name: "Height of the terminal" }).press("ArrowUp");
  await page.reload();
  await lab.ready();
  await works(lab, "again");
  expect(faults).toEqual([]);
});

test("storage that never answers: the lab does not wait for it", async ({ page }) => {
  await page.addInitScript(() => {
    // An open request whose events never come, as when another tab blocks an upgrade.
    IDBFactory.prototype.open = () => new EventTarget() as IDBOpenDBRequest;
  });
  const lab = await new Lab(page).open(playground);
  await works(lab, "unanswered");
});

test("storage that fills up in the middle: said once, and what was kept before stays kept", async ({ page }) => {
  const lab = await new Lab(page).open(playground);
  await lab.run("echo before > before.txt");
  await lab.kept();
  await page.evaluate(() => {
    // As browsers do it: the write is taken, then the whole transaction is given up, with the quota as its error.
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...given: Parameters<typeof put>) {
      const request = put.apply(this, given);
      const error = new DOMException("The current transaction exceeded its quota limitations.", "QuotaExceededError");
      Object.defineProperty(this.transaction, "error", { configurable: true, get: () => error });
      setTimeout(() => this.transaction.abort());
      return request;
    };
  });
  await works(lab, "full");
  await lab.run("echo after > after.txt");
  await expect(lab.notices).toHaveCount(1);
  await expect(lab.notices).toContainText("storage for this site is full");
  await page.reload();
  await lab.ready();
  expect(await lab.run("cat before.txt")).toMatch(/^before$/m);
});

test("two tabs on one lesson: neither overwrites the other", async ({ context }) => {
  const [one, two] = [await context.newPage(), await context.newPage()];
  const first = await new Lab(one).open("/learn/cache/order-matters/");
  await first.run("echo first > note.txt");
  const second = await new Lab(two).open("/learn/cache/order-matters/");
  const banner = (page: Page) => page.getByRole("alert").filter({ hasText: "open in another tab" });
  await expect(banner(two)).toBeVisible();
  await expect(banner(one)).toHaveCount(0);
  await first.run("echo still first > note.txt");
  await two.getByRole("button", { name: "Work here instead" }).click();
  await expect(banner(two)).toHaveCount(0);
  await second.ready();
  await expect(banner(one)).toBeVisible();
  expect(await second.run("cat note.txt")).toMatch(/^still first$/m);
  await second.run("echo second > note.txt");
  await second.kept();
  // The first tab, left behind, writes nothing any more: not even as it is closed.
  await one.close({ runBeforeUnload: true });
  await two.reload();
  await second.ready();
  expect(await second.run("cat note.txt")).toMatch(/^second$/m);
});

for (const [what, value] of Object.entries({
  "the files are nonsense": { version: 1, files: [["app.py", 7]] },
  "it is no object at all": "\u0000\u0001",
  "it is of a version yet to come": { version: 999, files: [] },
})) {
  test(`a saved state that cannot be read (${what}): set aside, said, and the lab works`, async ({ page }) => {
    const lab = await new Lab(page).open(playground);
    await lab.run("echo mine > mine.txt");
    await lab.kept();
    await page.goto("/course/");
    expect(await put(page, "/work", value)).toBe(1);
    await lab.open(playground);
    const banner = page.getByRole("alert").filter({ hasText: "could not be read" });
    await expect(banner).toContainText("your files");
    await expect(banner).toContainText("set aside, not deleted");
    const kept = await page.evaluate(async () => {
      const open = indexedDB.open("drydock");
      await new Promise((resolve) => {
        open.onsuccess = resolve;
      });
      const all = open.result.transaction("labs").objectStore("labs").getAllKeys();
      await new Promise((resolve) => {
        all.onsuccess = resolve;
      });
      open.result.close();
      return all.result.map(String);
    });
    expect(kept.some((key) => key.includes("/set-aside/"))).toBe(true);
    await banner.getByRole("button", { name: "Go on" }).click();
    await works(lab, "after");
  });
}
