/** Where a file of a virtual disk lies. */
export type VhdPlace =
  /** A volume that all hosts of a cluster see under this name. */
  | { readonly kind: 'csv'; readonly volume: string }
  /** `\\server\share`. */
  | { readonly kind: 'smb'; readonly volume: string }
  /** `D:`; `host`: where the path itself names one, as an administrative share does. */
  | { readonly kind: 'local'; readonly volume: string; readonly host?: string };

const ADMIN_SHARE = /^\\\\([^\\]+)\\([a-z])\$(?=\\|$)/i;
const CLUSTER_STORAGE = /^[a-z]:\\ClusterStorage\\([^\\]+)/i;
const SHARE = /^(\\\\[^\\]+\\[^\\]+)/;
const DRIVE = /^([a-z]:)/i;

/** Undefined where the text is no path. */
export function placeOf(path: string): VhdPlace | undefined {
  const host = ADMIN_SHARE.exec(plainPath(path))?.[1];
  const local = onItsHost(path);
  const volume = CLUSTER_STORAGE.exec(local)?.[1];
  if (volume !== undefined) return { kind: 'csv', volume };
  const share = SHARE.exec(local)?.[1];
  if (share !== undefined) return { kind: 'smb', volume: share };
  const drive = DRIVE.exec(local)?.[1]?.toUpperCase();
  if (drive === undefined) return undefined;
  return host === undefined ? { kind: 'local', volume: drive } : { kind: 'local', volume: drive, host };
}

/** A path with the usual slashes, and without the prefix of long ones. */
function plainPath(path: string): string {
  return path
    .trim()
    .replaceAll('/', '\\')
    .replace(/^\\\\\?\\UNC\\/i, '\\\\')
    .replace(/^\\\\\?\\(?=[a-z]:)/i, '');
}

/** The path as the host sees it that an administrative share names. */
function onItsHost(path: string): string {
  return plainPath(path).replace(ADMIN_SHARE, '$2:');
}

/** Two texts of one file are the same: Windows knows no case of letters. */
export function fileKey(path: string): string {
  return plainPath(path).toLowerCase();
}

/** `SQL01_4B0C….avhdx` is a checkpoint of `SQL01.vhdx`: its file has the name of the disk, and an id. */
const CHECKPOINT = /_[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}\.avhdx?$/i;

export function isCheckpointFile(path: string): boolean {
  return /\.avhdx?$/i.test(path.trim());
}

/** What a disk's file and those of its checkpoints have in common, where they are called as Hyper-V calls them. */
export function diskKey(path: string): string {
  return fileKey(path).replace(CHECKPOINT, (end) => (end.endsWith('x') ? '.vhdx' : '.vhd'));
}

/** `SQL01.vhdx`. */
export function fileName(path: string): string {
  return plainPath(path).split('\\').at(-1) ?? '';
}

/** A disk of the host that is handed through to the VM: no file. */
export function isPassThrough(path: string, type: string): boolean {
  return (
    /^(disk|physical ?(disk|drive)) ?\d+/i.test(path.trim()) ||
    /\\physicaldrive\d+$/i.test(path) ||
    /pass-?through|^physical/i.test(type)
  );
}

/** Folders that say what is in them, and not whose it is. */
const OF_NOBODY =
  /^(virtual hard disks?|hyper-v|vhdx?s?|disks?|vms?|virtual machines|clusterstorage|users|public|documents|programdata|microsoft|windows)$/i;

/**
 * Whom a file belongs to, by its path: a VM that is known by the name of a folder or of the file, else the last folder
 * that has a name of its own, else the file.
 */
export function vmByPath(path: string, isKnown: (name: string) => boolean): string {
  const volume = placeOf(path)?.volume ?? '';
  const folders = onItsHost(path).split('\\').slice(0, -1);
  const own = folders.filter((folder) => folder !== '' && !OF_NOBODY.test(folder));
  // The volume, the server and its share name no VM.
  const inside = own
    .filter((folder) => !volume.split('\\').includes(folder) && !/^[a-z]:$/i.test(folder))
    .reverse();
  const stem = fileName(path)
    .replace(CHECKPOINT, '')
    .replace(/\.a?vhd[xs]?$/i, '');
  return [...inside, stem].find(isKnown) ?? inside[0] ?? stem;
}
