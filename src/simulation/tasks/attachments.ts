/** A VM's disks on one proxy that must attach them. */
export interface Attachment {
  /** When the attaching ends or ended. */
  readyAtUs: number;
  /** Its disks that hold slots there and are not detaching. */
  disks: number;
}

/** A VM's attachments by what they are to: see `opening.ts`. */
export type Attachments = Map<number, Attachment>;
