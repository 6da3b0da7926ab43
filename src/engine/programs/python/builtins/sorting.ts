import { call } from "../runtime/call.ts";
import { compare, quickCompare, truth } from "../runtime/operators.ts";
import type { Running, Value } from "../runtime/values.ts";

/** A sorted copy; equal items stay in their order. Merges, as comparing may run Python code. */
export function* sorted(items: readonly Value[], key: Value, reverse: boolean): Running<Value[]> {
  const keyed: { readonly key: Value; readonly item: Value }[] = [];
  for (const item of items) keyed.push({ key: key === null ? item : yield* call(key, [item]), item });
  if (reverse) keyed.reverse();
  const result = yield* mergeSort(keyed);
  if (reverse) result.reverse();
  return result.map(({ item }) => item);
}

function* mergeSort<T extends { readonly key: Value }>(items: readonly T[]): Running<T[]> {
  if (items.length < 2) return [...items];
  const middle = items.length >> 1;
  const left = yield* mergeSort(items.slice(0, middle));
  const right = yield* mergeSort(items.slice(middle));
  const result: T[] = [];
  let a = 0;
  let b = 0;
  while (a < left.length && b < right.length) {
    const [first, second] = [left[a] as T, right[b] as T];
    const isLess = quickCompare("<", second.key, first.key) ?? (yield* truth(yield* compare("<", second.key, first.key)));
    if (isLess) {
      result.push(second);
      b++;
    } else {
      result.push(first);
      a++;
    }
  }
  return [...result, ...left.slice(a), ...right.slice(b)];
}
