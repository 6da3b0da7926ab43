import { expect, test } from "vitest";
import { byNature } from "./natural-order.ts";

/** As Compose 2.40.3 printed them. */
test.each([
  ["_x 9 10 A-b A_1 A2 A10 AB a1 x x.y x_9 x_10 x1a x2 x02 x10 xy éa"],
  ["com-a com.9 com.10 com.b com_a coma"],
  ["_AIRFLOW_DB _PIP AIRFLOW__CELERY AIRFLOW__CORE"],
])("%s", (sorted) => {
  const keys = sorted.split(" ");
  expect(keys.toReversed().sort(byNature)).toEqual(keys);
  expect(keys.toSorted().sort(byNature)).toEqual(keys);
});
