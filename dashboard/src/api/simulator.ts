import type { Http } from './http';

export interface Scenario {
  state: 'running' | 'finished' | 'cancelled' | 'failed';
  detail: string | null;
  speed: number;
  steps: { index: number; at: string; text: string }[];
}

/** Plays a class in the simulated Zoom of a local stack, through the host that serves the page. */
export class Simulator {
  constructor(private readonly http: Http) {}

  /** The class ends with the meeting still running, so that there is something to end by hand. */
  play = (meetingId: string, speed: number) =>
    this.http.json<Scenario>(this.path(meetingId), { method: 'POST', body: { name: 'class', speed, end: false } });

  stop = (meetingId: string) => this.http.json<Scenario>(this.path(meetingId), { method: 'DELETE' });

  scenario = (meetingId: string) => this.http.json<Scenario>(this.path(meetingId));

  private path(meetingId: string): string {
    return `meetings/${meetingId}/scenario`;
  }
}
