/** Resolves a file name in a file `from`: `base.yaml` in `a/night.yaml` is `a/base.yaml`. Absolute names and URLs are kept. */
export function relativeName(from: string, name: string): string {
  if (/^(?:[/\\]|[a-zA-Z]:|[a-z]+:\/\/)/.test(name)) return name;
  const folder = from.slice(0, Math.max(from.lastIndexOf('/'), from.lastIndexOf('\\')) + 1);
  const steps: string[] = [];
  for (const step of `${folder}${name}`.split(/[/\\]/)) {
    const last = steps.at(-1);
    if (step === '.' || (step === '' && steps.length > 0)) continue;
    if (step === '..' && last !== undefined && last !== '..' && last !== '') steps.pop();
    else steps.push(step);
  }
  return steps.join('/');
}
