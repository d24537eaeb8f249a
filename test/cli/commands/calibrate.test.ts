import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { main } from '../../../src/cli/program.ts';
import { GIGABYTES, NIGHT } from '../../runs/calibration/nightly-past.ts';
import { memoryIo } from '../memory-io.ts';

const HEADER =
  'JobName,VMName,Status,IsRetry,ProcessingMode,WorkDuration,TaskAlgorithm,CreationTime,BackupSize,DataSize,DedupRatio,CompressRatio';
/** The same past as `nightlyPast`, as a session report has it. */
const REPORT = [
  HEADER,
  ...GIGABYTES.map(
    (size, day) =>
      `Nightly,app1,Success,False,nbd,${40 + 10 * size}.0,Increment,4/${day + 1}/2019 22:00:00,${size * 4e8},${size * 1e9},100,40`,
  ),
  'Old job,gone,Success,False,nbd,10.0,Increment,4/1/2019 22:00:00,400,1000,100,40',
].join('\r\n');

let folder = '';
let report = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'proxysim-calibrate-'));
  report = join(folder, 'sessions.csv');
  writeFileSync(report, REPORT);
});
afterAll(() => rmSync(folder, { recursive: true }));

const INVENTORY = 'vm,datastore,size,used,changeRate\napp1,ds1,150 GB,100 GB,5%\n';
const files = () => ({
  'lab/night.yaml': NIGHT,
  'lab/listed.yaml': NIGHT.replace(/ {2}- { name: app1.*\n/, '  - inventory: data/vms.csv\n'),
  'lab/data/vms.csv': INVENTORY,
});

async function run(...args: string[]) {
  const io = memoryIo({ files: files() });
  const code = await main(['calibrate', report, ...args], io);
  return { io, code, out: io.out(), err: io.err() };
}

describe('proxysim calibrate', () => {
  test('shows how far to trust it, what is fitted, and how the scenario then behaves', async () => {
    const { code, out, io } = await run('--scenario', 'lab/night.yaml');
    expect(code).toBe(0);
    expect(out).toContain('Fitted to the last 10 increments of 1 job: 10 of 12 sessions.\n');
    expect(out).toContain('Jobs only in the reports (--job THEIRS=OURS matches names): Old job.\n');
    expect(out).toMatch(/^ {2}nightly +2 +24% +25% +76% +24% +25% +76%$/m);
    expect(out).toMatch(/^ {2}transport\.nbd\.perTask +unlimited +100 MB\/s {2}slope of 10 tasks$/m);
    expect(out).toMatch(/^ {2}nightly +1m 20s +1m 25s +1m 20s +0%$/m);
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(io.written).toEqual([]);
  });

  test('shows the progress of its simulations on a terminal, before and after, and nowhere else', async () => {
    const io = memoryIo({ files: files(), terminal: true, env: { NO_COLOR: '1' } });
    await main(['calibrate', report, '--scenario', 'lab/night.yaml'], io);
    expect(io.err().match(/0\/0 tasks {2}simulated 0s/g)).toHaveLength(2);
    const quiet = await run('--scenario', 'lab/night.yaml');
    expect(quiet.err).not.toContain('simulated');
    expect(io.out()).toBe(quiet.out);
  });

  test('ends with a command for one run with the fitted values', async () => {
    const { out } = await run('--scenario', 'lab/night.yaml');
    const [, command] = out.split('given one):\n');
    expect(command).toBe(
      [
        'proxysim run lab/night.yaml \\',
        "  --set 'profile={ name: calibrated, full: 180 MB/s, incremental: 100 MB/s }' \\",
        "  --set 'transport.nbd.perTask=100 MB/s' \\",
        '  --set jobs.nightly.vmPrepare=33s \\',
        '  --set jobs.nightly.compressionRatio=0.4 \\',
        "  --set 'vms.app1.disks.*.changeRate=4%'",
        '',
      ].join('\n'),
    );
  });

  test('-o writes a scenario that includes the given one, and says where each value comes from', async () => {
    const { io, out, code } = await run('--scenario', 'lab/night.yaml', '-o', 'fitted/night.yaml');
    expect(code).toBe(0);
    expect(io.written).toEqual(['fitted/night.yaml']);
    expect(out).toMatch(/\nWritten: fitted\/night\.yaml\nNext: proxysim run fitted\/night\.yaml\n$/);
    const text = `${io.files.get('fitted/night.yaml')}`;
    expect(text).toContain('version: 1\ninclude: ../lab/night.yaml\nset:\n');
    expect(text).toContain('to past sessions, 2019-04-03 to 2019-04-12: the last 10');
    expect(text).toContain('  vms.app1.disks.*.changeRate: 4% # was 5%; 10 increments\n');
    const seen = io.out().length;
    // What is written needs nothing more to be as the sessions are.
    expect(await main(['calibrate', report, '--scenario', 'fitted/night.yaml'], io)).toBe(0);
    expect(io.out().slice(seen)).toContain('What is fitted\n  Nothing that would change the scenario.\n');
  });

  test('-o copies an inventory, and does not change the given one', async () => {
    const { io, code } = await run('--scenario', 'lab/listed.yaml', '-o', 'fitted.yaml');
    expect(code).toBe(0);
    expect(io.written).toEqual(['fitted.vms.csv', 'fitted.yaml']);
    expect(io.files.get('fitted.vms.csv')).toBe(INVENTORY.replace('5%', '4%'));
    expect(io.files.get('lab/data/vms.csv')).toBe(INVENTORY);
    expect(`${io.files.get('fitted.yaml')}`).toContain(
      '  vms.0.inventory: fitted.vms.csv # was lab/data/vms.csv;',
    );
    expect(await main(['validate', 'fitted.yaml'], io)).toBe(0);
  });

  test('distinguishes copies of inventories with the same name, and reads quoted ones', async () => {
    const more = '  - inventory: data/vms.csv\n  - inventory: more/vms.csv\n';
    const two = NIGHT.replace(/ {2}- { name: app1.*\n/, more);
    const others = 'vm,datastore,size,used,changeRate\n"gone",ds1,10 GB,5 GB,5%\n';
    const io = memoryIo({
      files: { 'lab/two.yaml': two, 'lab/data/vms.csv': INVENTORY, 'lab/more/vms.csv': others },
    });
    const args = [
      'calibrate',
      report,
      '--scenario',
      'lab/two.yaml',
      '--vm',
      'app1=GONE',
      '-o',
      'fitted.yaml',
    ];
    expect(await main(args, io)).toBe(0);
    // 4 GB a day of 5 GB; app1 itself is nobody's any more.
    expect(io.written).toEqual(['fitted.vms.csv', 'fitted.yaml']);
    expect(io.files.get('fitted.vms.csv')).toBe(
      'vm,datastore,size,used,changeRate\ngone,ds1,10 GB,5 GB,80%\n',
    );
    expect(`${io.files.get('fitted.yaml')}`).toContain(
      '  vms.1.inventory: fitted.vms.csv # was lab/more/vms.csv;',
    );
    expect(await main(['validate', 'fitted.yaml'], io)).toBe(0);
  });

  test('says that an inventory needs a file if none is requested', async () => {
    const { out } = await run('--scenario', 'lab/listed.yaml');
    expect(out).toContain('Change rates of 1 disk of the inventory lab/data/vms.csv\n');
    expect(out).toMatch(/Change rates of an inventory need a file: -o FILE [\s\S]*\n$/);
  });

  test('prints no command if only change rates of an inventory are fitted, which --set cannot express', async () => {
    // No transport mode, so no rates; half of the data is kept, as the scenario has it already.
    const plain = REPORT.replaceAll(',nbd,', ',,').replace(/,(\d+),(\d+),100,40$/gm, (_, _kept, data) => {
      return `,${Number(data) / 2},${data},100,50`;
    });
    const other = join(folder, 'without-modes.csv');
    writeFileSync(other, plain);
    const io = memoryIo({ files: files() });
    expect(await main(['calibrate', other, '--scenario', 'lab/listed.yaml'], io)).toBe(0);
    expect(io.out()).toContain('Change rates of 1 disk of the inventory');
    expect(io.out()).toContain('need a file: -o FILE');
    expect(io.out()).not.toContain('proxysim run');
  });

  test('overwrites nothing without --force, and never a file of the scenario', async () => {
    const io = memoryIo({ files: { ...files(), 'fitted.yaml': 'mine' } });
    const args = ['calibrate', report, '--scenario', 'lab/night.yaml', '-o'];
    expect(await main([...args, 'fitted.yaml'], io)).toBe(2);
    expect(io.err()).toContain("'fitted.yaml' exists");
    expect(await main([...args, 'lab/../lab/night.yaml', '--force'], io)).toBe(2);
    expect(io.err()).toContain('is a file of the scenario itself');
    expect(io.written).toEqual([]);
    expect(await main([...args, 'fitted.yaml', '--force'], io)).toBe(0);
    expect(io.written).toEqual(['fitted.yaml']);
  });

  test('--json prints one document and nothing else', async () => {
    const { out, err } = await run('--scenario', 'lab/night.yaml', '--json');
    expect(JSON.parse(out)).toMatchObject({
      format: 'proxysim-calibration/1',
      scenario: { name: 'A night', file: 'lab/night.yaml' },
      last: 10,
      jobs: [{ name: 'nightly', seconds: 80, check: { secondsAfter: 80 } }],
      unmatched: { pastJobs: ['Old job'] },
      modes: [{ mode: 'nbd', kind: 'line', bytesPerSecond: 1e8, points: 10, of: 'tasks' }],
    });
    expect(err).toContain('sessions.csv: warning[dates-guessed]');
  });

  test('--job matches two names, --last says how far back to look', async () => {
    const { code, out } = await run(
      '--scenario',
      'lab/night.yaml',
      '--job',
      'Old job=NIGHTLY',
      '--last',
      '5',
    );
    expect(code).toBe(0);
    // The first job of the reports that is meant has it; 5, 6, 1, 2, 3 … GB: the last five.
    expect(out).toContain('Fitted to the last 5 increments');
  });

  test('no job in common is bad input, with the names of both sides', async () => {
    const { code, err, out } = await run('--scenario', 'lab/night.yaml', '--job', 'Nightly=other');
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain("No job of 'lab/night.yaml' is in the reports");
    expect(err).toContain('Jobs only in the scenario, left as they are: nightly.');
  });

  test.each([
    [['--scenario', 'lab/night.yaml', '--last', '0'], /bad-option.* --last/],
    [['--scenario', 'lab/night.yaml', '--job', 'x'], /bad-option.* --job: 'x' is not THEIRS=OURS/],
    [['--scenario', 'lab/night.yaml', '--vm', '=x'], /bad-option.* --vm/],
    [['--scenario', 'lab/none.yaml'], /lab\/none\.yaml/],
    [[], /--scenario/],
  ])('%j is bad usage or bad input', async (args, message) => {
    const { code, err, out } = await run(...args);
    expect(code).toBe(2);
    expect(err).toMatch(message);
    expect(out).toBe('');
  });

  test('missing reports are bad input', async () => {
    const io = memoryIo({ files: files() });
    const missing = join(folder, 'none.csv');
    expect(await main(['calibrate', missing, '--scenario', 'lab/night.yaml'], io)).toBe(2);
    expect(io.err()).toBe(`${missing}: error[file-not-found] no such file or folder\n`);
  });
});
