/** Numbers beyond `math`. */
export const numbers: Readonly<Record<string, string>> = {
  statistics: `
class StatisticsError(ValueError):
    pass


def mean(values):
    values = list(values)
    if not values:
        raise StatisticsError("mean requires at least one data point")
    total = sum(values) / len(values)
    return int(total) if total == int(total) and all(isinstance(value, int) for value in values) else total


def fmean(values):
    values = list(values)
    return float(sum(values)) / len(values)


def median(values):
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def variance(values):
    values = list(values)
    middle = fmean(values)
    return sum((value - middle) ** 2 for value in values) / (len(values) - 1)


def stdev(values):
    return variance(values) ** 0.5


def mode(values):
    from collections import Counter

    return Counter(values).most_common(1)[0][0]
`,
  decimal: `
class Decimal(float):
    pass
`,
};
