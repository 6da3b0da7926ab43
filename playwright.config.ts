import { defineConfig } from "@playwright/test";

const port = Number(process.env.DRYDOCK_E2E_PORT ?? 4399);

/** Drives the built site (`npm run build` first) the way a static host serves it. */
export default defineConfig({
  testDir: "e2e",
  workers: process.env.CI ? 1 : 2,
  retries: process.env.CI ? 1 : 0,
  timeout: 60_000,
  reporter: [["list"]],
  // Pictures are kept beside the specs that look at them: e2e/pictures/README.md.
  snapshotPathTemplate: "{testDir}/pictures/{arg}{ext}",
  expect: {
    toHaveScreenshot: { animations: "disabled", caret: "hide", scale: "css", maxDiffPixelRatio: 0.01 },
  },
  use: {
    baseURL: `http://localhost:${port}`,
    viewport: { width: 1440, height: 900 },
    trace: "off",
    launchOptions: {
      ...(process.env.DRYDOCK_CHROMIUM ? { executablePath: process.env.DRYDOCK_CHROMIUM } : {}),
      args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    },
  },
  webServer: {
    command: `node scripts/serve.mjs --port ${port}`,
    url: `http://localhost:${port}/`,
    reuseExistingServer: !process.env.CI,
    stdout: "ignore",
  },
});
