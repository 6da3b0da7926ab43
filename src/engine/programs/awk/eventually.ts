/** A value that is there, or will be. Most of a program needs no waiting, and a promise a step would make it crawl. */
export type Eventually<T> = T | Promise<T>;

/** Goes on with a value, at once when it is there. */
export function after<T, U>(value: Eventually<T>, next: (value: T) => Eventually<U>): Eventually<U> {
  return value instanceof Promise ? value.then(next) : next(value);
}

/** Each in turn, the next when the one before is there. */
export function inTurn<T, U>(items: readonly T[], work: (item: T) => Eventually<U>, from = 0, done: U[] = []): Eventually<U[]> {
  for (let index = from; index < items.length; index++) {
    const result = work(items[index] as T);
    if (result instanceof Promise)
      return result.then((value) => {
        done.push(value);
        return inTurn(items, work, index + 1, done);
      });
    done.push(result);
  }
  return done;
}
