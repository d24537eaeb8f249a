import fc from 'fast-check';

/** A mutant that a law can kill dies within its first cases; the others should not take long to survive. */
fc.configureGlobal({ numRuns: 25, interruptAfterTimeLimit: 300 });
