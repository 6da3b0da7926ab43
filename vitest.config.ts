import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.{ts,tsx}", "lessons/**/*.test.ts", "content/**/*.test.ts", "scripts/**/*.test.ts", "test/**/*.test.ts"],
    // Wants the Linux image: `npm test -- linux`.
    exclude: ["test/linux/**"],
    testTimeout: 30_000,
  },
});
