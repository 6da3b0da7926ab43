import render from "preact-render-to-string";
import { expect, test } from "vitest";
import type { ImageStack } from "../../engine/api.ts";
import { ImagesPanel } from "./ImagesPanel.tsx";
import { makerOf, sentenceOf, usersOf } from "./words.ts";

const layer = (digest: string, size: number) => ({
  digest: `sha256:${digest}`,
  size,
  createdBy: `RUN /bin/sh -c make ${digest} # buildkit`,
});
const image = (name: string | undefined, layers: ImageStack["layers"]): ImageStack => ({
  id: `sha256:${name ?? "0"}`.padEnd(71, "0"),
  tags: name ? [name] : [],
  size: layers.reduce((sum, { size }) => sum + size, 0),
  created: 0,
  platform: "linux/amd64",
  config: { Cmd: ["sh"], Env: ["A=1"] },
  layers,
  history: [],
});

const images = [
  image("app:latest", [layer("a", 1000), layer("b", 20)]),
  image("base:1", [layer("a", 1000)]),
  image(undefined, [layer("c", 5)]),
];

test("a sentence says what the picture shows", () => {
  const users = usersOf(images);
  expect(images.map((one) => sentenceOf(one, users))).toEqual([
    "app:latest, 1.02 kB, 2 layers, 1 of them shared with base:1",
    "base:1, 1 kB, 1 layer, 1 of them shared with app:latest",
    "Dangling image without a name, 5 B, 1 layer, none shared",
  ]);
});

test("makers are told without their wrapping", () => {
  expect(makerOf("RUN /bin/sh -c make # buildkit")).toBe("RUN make");
  expect(makerOf('/bin/sh -c #(nop)  CMD ["sh"]')).toBe('CMD ["sh"]');
  expect(makerOf("COPY . . # buildkit")).toBe("COPY . .");
  expect(makerOf("")).toBe("a layer from elsewhere");
});

test("the panel has a button for each image, and counts what is stored once only once", () => {
  const html = render(<ImagesPanel images={images} />);
  expect(html.match(/<button/g)).toHaveLength(3);
  expect(html).toContain("3 images, 1.02 kB on disk; 1 layer is shared and stored once");
  expect(html.match(/image-plate shared/g)).toHaveLength(2);
  expect(html).toContain("&lt;none>");
  expect(render(<ImagesPanel images={[]} />)).toContain("No images yet");
});
