import fc from 'fast-check';

/** A mutant that a law can kill dies within the first cases, and the others should not take long to survive. */
fc.configureGlobal({ numRuns: 25 });
