/** What a scenario says of the export that it is made of: parts of its comments. */
export interface ScenarioWords {
  /** Who made it, of what, and what that does not know. */
  readonly origin: readonly string[];
  /** The scenario's, where the user gives none. */
  readonly name: string;
  /** What a site stands for, and why it may not be one. */
  readonly site: string;
  readonly siteDoubt: string;
  /** Where the hosts are from. */
  readonly hosts: string;
  /** Behind the cores that are assumed, and behind the speed of the network. */
  readonly noCores: string;
  readonly noSpeed: string;
  /** Which protocol is assumed where the export does not say. */
  readonly protocol: string;
  /** Which hosts mount the datastores that are derived. */
  readonly derived: string;
  /** What is assumed of the used space. */
  readonly used: readonly string[];
}
