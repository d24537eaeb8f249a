import fc from 'fast-check';

/** Of properties that name none: a red run is about a change, and not about luck (`npm run fuzz` is for that). */
const SEED = 20_261_128;

/** A list that may have up to 200 entries has, now and then: without this word fast-check stops at ten. */
fc.configureGlobal({ defaultSizeToMaxWhenMaxSpecified: true, seed: SEED });
