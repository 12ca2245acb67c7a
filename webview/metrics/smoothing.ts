/**
 * An exponential moving average: each value is the mean of all so far, the older the lighter; `weight` (0 to below 1)
 * is how much of the past each keeps. Divided by the weights given so far, so that the line starts at its first value
 * and not near zero. What is not there (null) leaves the average as it is.
 */
export function smoothed(values: readonly (number | null)[], weight: number): (number | null)[] {
  let sum = 0;
  let left = 1;
  return values.map((value) => {
    if (value === null) return null;
    sum = sum * weight + value * (1 - weight);
    left *= weight;
    return sum / (1 - left);
  });
}
