// Bytes of what other tools count in steps of 1024, whatever they call it.

export const KIB = 1024;
export const MIB = 1024 * KIB;
export const GIB = 1024 * MIB;
