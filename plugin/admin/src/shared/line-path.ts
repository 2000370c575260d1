/** An SVG path through points at equal distances, from 0 at the bottom to the largest at the top; null: a gap. */
export function linePath(points: readonly (number | null)[], width: number, height: number): string {
  const top = Math.max(1e-9, ...points.map((point) => point ?? 0));
  const step = points.length > 1 ? width / (points.length - 1) : 0;
  const round = (value: number) => Math.round(value * 10) / 10;
  let path = '';
  let drawing = false;
  points.forEach((point, index) => {
    if (point === null) {
      drawing = false;
      return;
    }
    const y = 1 + (height - 2) * (1 - point / top);
    path += `${drawing ? 'L' : 'M'}${round(index * step)} ${round(y)}`;
    drawing = true;
  });
  return path;
}
