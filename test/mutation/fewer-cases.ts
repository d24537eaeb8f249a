import fc from 'fast-check';

/**
 * A mutant that a law can kill dies within its first cases; those that survive should not take long about it. Nobody wants
 * to see the smallest case of which a mutant dies.
 */
fc.configureGlobal({
  ...fc.readConfigureGlobal(),
  numRuns: 25,
  interruptAfterTimeLimit: 2000,
  endOnFailure: true,
});
