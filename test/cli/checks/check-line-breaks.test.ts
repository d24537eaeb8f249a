import { expect, test } from 'vitest';
import { main } from '../../../src/cli/program.ts';
import { memoryIo } from '../memory-io.ts';
import { SMALL_SCENARIO } from '../small-scenario.ts';

const FILE = 'scenarios/a.yaml';
const VMS = 'vm,host,datastore,size\na,esx1,ds1,10 GB\nb,esx1,ds1,20 GB\n';

// Git on Windows checks text files out with CRLF unless a project says otherwise.
const withCrlf = (text: string) => text.replaceAll('\n', '\r\n');

test('a result accepted where lines end in LF is the same where a checkout ends them in CRLF', async () => {
  const io = memoryIo({ files: { [FILE]: SMALL_SCENARIO, 'scenarios/vms.csv': VMS } });
  io.files.set('scenarios/b.yaml', SMALL_SCENARIO.replace('vms:\n', 'vms:\n  - inventory: vms.csv\n'));
  expect(await main(['check', '--update', '--all'], io)).toBe(0);
  const texts = [...io.files].filter(([name]) => !name.endsWith('.bin'));
  expect(texts.map(([name]) => name)).toContain('results/a/summary.json');
  for (const [name, text] of texts) io.files.set(name, withCrlf(`${text}`));
  expect(await main(['check'], io)).toBe(0);
  expect(io.out()).toContain('2 scenarios checked: all fine\n');
});
