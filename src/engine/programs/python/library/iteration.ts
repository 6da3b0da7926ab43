/** `itertools`. */
export const iteration: Readonly<Record<string, string>> = {
  itertools: `
def count(start=0, step=1):
    while True:
        yield start
        start += step


def cycle(iterable):
    items = list(iterable)
    while items:
        yield from items


def repeat(value, times=None):
    if times is None:
        while True:
            yield value
    for _ in range(times):
        yield value


class chain:
    def __init__(self, *iterables):
        self._items = (item for iterable in iterables for item in iterable)

    def __iter__(self):
        return self._items

    def __next__(self):
        return next(self._items)

    @staticmethod
    def from_iterable(iterables):
        return (item for iterable in iterables for item in iterable)


def islice(iterable, *bounds):
    limits = slice(*bounds)
    start, stop, step = limits.start or 0, limits.stop, limits.step or 1
    if stop is not None and stop <= start:
        return
    for index, item in enumerate(iterable):
        if index >= start and (index - start) % step == 0:
            yield item
        if stop is not None and index + 1 >= stop:
            return


def accumulate(iterable, function=None, initial=None):
    total = initial
    if initial is not None:
        yield initial
    for item in iterable:
        total = item if total is None else (function(total, item) if function else total + item)
        yield total


def takewhile(test, iterable):
    for item in iterable:
        if not test(item):
            return
        yield item


def dropwhile(test, iterable):
    dropping = True
    for item in iterable:
        dropping = dropping and test(item)
        if not dropping:
            yield item


def filterfalse(test, iterable):
    return (item for item in iterable if not (test(item) if test else item))


def starmap(function, iterable):
    return (function(*items) for items in iterable)


def compress(data, selectors):
    return (item for item, chosen in zip(data, selectors) if chosen)


def zip_longest(*iterables, fillvalue=None):
    lists = [list(each) for each in iterables]
    for index in range(max(map(len, lists), default=0)):
        yield tuple(each[index] if index < len(each) else fillvalue for each in lists)


def product(*iterables, repeat=1):
    pools = [tuple(each) for each in iterables] * repeat
    results = [()]
    for pool in pools:
        results = [done + (item,) for done in results for item in pool]
    yield from results


def permutations(iterable, length=None):
    pool = tuple(iterable)
    length = len(pool) if length is None else length
    for indices in product(range(len(pool)), repeat=length):
        if len(set(indices)) == length:
            yield tuple(pool[index] for index in indices)


def combinations(iterable, length):
    pool = tuple(iterable)
    for indices in permutations(range(len(pool)), length):
        if list(indices) == sorted(indices):
            yield tuple(pool[index] for index in indices)


def groupby(iterable, key=None):
    group, current, started = [], None, False
    for item in iterable:
        value = key(item) if key else item
        if started and value != current:
            yield current, iter(group)
            group = []
        group.append(item)
        current, started = value, True
    if started:
        yield current, iter(group)


def tee(iterable, count=2):
    items = list(iterable)
    return tuple(iter(items) for _ in range(count))


def pairwise(iterable):
    items = list(iterable)
    return zip(items, items[1:])


def batched(iterable, size):
    items = list(iterable)
    for start in range(0, len(items), size):
        yield tuple(items[start : start + size])
`,
};
