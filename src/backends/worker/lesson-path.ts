/** The id of the lesson a file belongs to: `…/lessons/05-cache/02-order-matters/exercise.ts` is of `05-cache/02-order-matters`. */
export function lessonOfPath(path: string): string | undefined {
  return /lessons\/([^/]+\/[^/]+)\//.exec(path)?.[1];
}
