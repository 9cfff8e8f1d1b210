/** What is known of Mattermost across passes while it gives trouble. */
export interface Trouble {
  /** Since when. */
  readonly at: string;
  readonly text: string;
  /** How often the probe has failed since. */
  readonly probes: number;
  /** When Mattermost may be asked again (ISO 8601 UTC); null: at once. */
  readonly nextAt: string | null;
}
