import fc from "fast-check";
import { expect, test } from "vitest";
import { Backlog } from "./backlog.ts";

test("what is read and what is lost is what was put in, the newest always there, and never more than the limit waits", () =>
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), fc.array(fc.option(fc.nat(20)), { maxLength: 3000 }), (limit, acts) => {
      const backlog = new Backlog<{ readonly size: number; readonly number: number }>(limit, ({ size }) => size);
      let [put, read, lost] = [0, 0, 0];
      let last = -1;
      const take = (): boolean => {
        lost += backlog.takeLost();
        const item = backlog.next();
        if (!item) return false;
        expect(item.number).toBe(read + lost);
        last = item.number;
        read++;
        return true;
      };
      for (const size of acts) {
        if (size === null) take();
        else backlog.push({ size, number: put++ });
      }
      while (take());
      expect(read + lost).toBe(put);
      if (put > 0) expect(last).toBe(put - 1);
    }),
  ));
