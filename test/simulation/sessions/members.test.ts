import { expect, test } from 'vitest';
import { Members } from '../../../src/simulation/sessions/members.ts';

test('every VM of every job has a number of its own, by its place or by its row', () => {
  const jobs = [{ vms: [4, 2] }, { vms: [] }, { vms: [2, 7, 4] }];
  const members = new Members(jobs);
  expect(members.count).toBe(5);
  const numbers = jobs.flatMap(({ vms }, job) =>
    vms.map((vm, place) => {
      expect(members.find(job, vm)).toBe(members.at(job, place));
      return members.at(job, place);
    }),
  );
  expect(numbers).toEqual([0, 1, 2, 3, 4]);
  expect(members.find(1, 4)).toBe(-1);
  expect(members.find(0, 7)).toBe(-1);
});
