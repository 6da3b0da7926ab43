/** The id of the lesson a file belongs to: `…/lessons/05-cache/02-order-matters/exercise.ts` is of `cache/order-matters`. */
export function lessonOfPath(path: string): string | undefined {
  const match = /lessons\/(?:\d+-)?([^/]+)\/(?:\d+-)?([^/]+)\//.exec(path);
  return match ? `${match[1]}/${match[2]}` : undefined;
}
