/** The standard normal number below which a share `p` of all is, for p between 0 and 1: found by halving. */
export function normalQuantile(p: number): number {
  if (p < 0.5) return -normalQuantile(1 - p);
  let low = 0;
  let high = 9;
  // Until there is no number between the two.
  for (;;) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) return middle;
    if (shareBelow(middle) < p) low = middle;
    else high = middle;
  }
}

/** 1/2 + density(z) × (z + z³/3 + z⁵/15 + z⁷/105 + ...), which is the integral of the density by parts, again and again. */
function shareBelow(z: number): number {
  let term = z;
  let sum = 0;
  for (let k = 1; sum + term !== sum; k++) {
    sum += term;
    term *= (z * z) / (2 * k + 1);
  }
  return 0.5 + (sum * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
}
