import { expect, it } from "vitest";
import { isLibrary } from "./libraries.ts";

it.each(["libzip-dev", "icu-data-full", "php8.1-mysql", "py3-cryptography", "fonts-noto", "inotify-tools", "gstreamer1.0-libav"])(
  "%s is a library",
  (name) => expect(isLibrary(name)).toBe(true),
);

it.each(["crul", "nosuchpackage", "gti", "nginx", "python4", "php", "development", "bintools"])("%s is none", (name) =>
  expect(isLibrary(name)).toBe(false),
);
