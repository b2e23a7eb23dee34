import fc from 'fast-check';

/** One seed for all generated cases of a run. The configuration of vitest draws it and prints it. */
fc.configureGlobal({ seed: Number(process.env.LAUREL_SEED) });
