import { Lab } from "../support/lab.ts";
import { pictureState } from "./picture-states.ts";

pictureState("layers", "foretold", async (page) => {
  await page.goto("/learn/cache/order-matters/");
  const lab = new Lab(page);
  await lab.show("Layers");
  await lab.step(/COPY \. \./).waitFor({ timeout: 20_000 });
  return lab.layers;
});
