import { defineConfig } from "vitest/config";

/** Apart from the other tests: these want the Linux image, and boot it. */
export default defineConfig({ test: { root: ".", include: ["test/linux/**/*.test.ts"], maxWorkers: 1 } });
