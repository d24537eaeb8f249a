import fc from 'fast-check';

/** A list that may have up to 200 entries has, now and then: without this word fast-check stops at ten. */
fc.configureGlobal({ defaultSizeToMaxWhenMaxSpecified: true });
