/** The rich display, drawn by a real docker 28.5 on terminals of five sizes, against the lab's. */
import { expect, it } from "vitest";
import { drawn, maskedScreen, recordedScreens } from "./screens.ts";

it.each(recordedScreens().map((screen) => [screen.name, screen.columns, screen.rows, screen] as const))(
  "%s on %i columns and %i rows",
  async (_name, _columns, _rows, screen) => {
    const got = await drawn(screen);
    expect(got.exitCode).toBe(screen.exitCode);
    expect(maskedScreen(got.last)).toBe(maskedScreen(screen.last));
  },
);
