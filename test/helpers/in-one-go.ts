import { type InParts, inOneGo } from '../../src/collections/in-parts.ts';
import * as instant from '../../src/explain/at-instant.ts';
import * as path from '../../src/explain/chain/critical-path.ts';
import * as interruptions from '../../src/explain/interruptions.ts';
import * as use from '../../src/explain/proxy-use.ts';
import * as rates from '../../src/explain/rates/rates.ts';
import * as life from '../../src/explain/task-life.ts';
import * as blame from '../../src/explain/waits/blame.ts';
import * as crowds from '../../src/explain/waits/crowds.ts';
import * as waits from '../../src/explain/waits/waits.ts';
import * as things from '../../src/explain/waits/waits-by-thing.ts';
import * as doubled from '../../src/runs/what-if/what-if-doubled.ts';

/** What is found in parts, in one go. */
function whole<Args extends readonly unknown[], T>(find: (...args: Args) => InParts<T>) {
  return (...args: Args): T => inOneGo(find(...args));
}

export const atInstant = whole(instant.atInstant);
export const blameFor = whole(blame.blameFor);
export const criticalPath = whole(path.criticalPath);
export const interruptionsOf = whole(interruptions.interruptionsOf);
export const lifeOf = whole(life.lifeOf);
export const proxyUse = whole(use.proxyUse);
export const ratesOf = whole(rates.ratesOf);
export const waitingCrowds = whole(crowds.waitingCrowds);
export const waitsByThing = whole(things.waitsByThing);
export const walk = whole(waits.walk);
export const whatIfDoubled = whole(doubled.whatIfDoubled);
