import type { Platform } from './scenario.ts';

/** What messages call each platform. */
export const PLATFORM_WORDS: Readonly<Record<Platform, string>> = {
  vsphere: 'vSphere',
  hyperv: 'Hyper-V',
};
