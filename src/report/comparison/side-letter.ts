/** The letter of a side of a comparison: `A`, `B`, … */
export function letterOf(side: number): string {
  return side < 26 ? String.fromCharCode(65 + side) : `#${side + 1}`;
}
