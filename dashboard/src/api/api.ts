import type { Timeline } from '../live/timeline';
import type { Http } from './http';
import type { Attendance, Health, ImportPreview, ImportReport, NewSession, Recording, RosterEntry, Snapshot, Summary } from './types';
import type { ZoomReport } from './types';

const page = 100;
const createPatience = 40_000;
const endPatience = 30_000;
const importPatience = 120_000;

/** The calls of the API that the page needs, one method each. All throw a Problem. */
export class Api {
  constructor(private readonly http: Http) {}

  health = () => this.http.json<Health>('health');

  zoom = (professorId: string) => this.http.json<ZoomReport>(`zoom/credentials?professor_id=${encodeURIComponent(professorId)}`);

  professors = () => this.all<RosterEntry>('professors');

  students = () => this.all<RosterEntry>('students');

  importStudents = (students: { name: string; email: string | null }[]) =>
    this.http.json<ImportReport>('roster', { method: 'POST', body: { students }, patience: importPatience });

  importCsv = (csv: string) => this.csv<ImportReport>('roster', csv);

  /** What an import would do with each row. */
  previewCsv = (csv: string) => this.csv<ImportPreview>('roster?dry_run=true', csv);

  sessions = (professorId: string, options: { status?: string; limit?: number; cursor?: string } = {}) =>
    this.http.json<{ sessions: Summary[]; next_cursor: string | null }>(`sessions?${query({ professor_id: professorId, ...options })}`);

  /** Null when it is still as in that version. */
  session = (id: string, version?: string) =>
    this.http.json<Snapshot | null>(`sessions/${id}`, version ? { headers: { 'if-none-match': `"${version}"` } } : {});

  /** Sent again with the same key it gives the same session. */
  create = (session: NewSession, key: string) =>
    this.http.json<Snapshot>('sessions', { method: 'POST', body: session, headers: { 'idempotency-key': key }, patience: createPatience });

  end = (id: string) => this.http.json<Snapshot>(`sessions/${id}/end`, { method: 'POST', patience: endPatience });

  hostLink = (id: string) => this.http.json<{ start_url: string }>(`sessions/${id}/host-link`);

  match = (id: string, personId: string, studentId: string) =>
    this.http.json<Snapshot>(`sessions/${id}/people/${encodeURIComponent(personId)}/student`, { method: 'PUT', body: { student_id: studentId } });

  unmatch = (id: string, personId: string) =>
    this.http.json<Snapshot>(`sessions/${id}/people/${encodeURIComponent(personId)}/student`, { method: 'DELETE' });

  label = (id: string, roomId: string, zoomRoomId: string | null) =>
    this.http.json<Snapshot>(`sessions/${id}/rooms/${roomId}/zoom-room`, { method: 'PUT', body: { zoom_room_id: zoomRoomId } });

  timeline = (id: string, limit: number, cursor?: string) =>
    this.http.json<Timeline>(`sessions/${id}/events?${query({ limit, cursor })}`);

  attendance = (id: string) => this.http.json<Attendance>(`sessions/${id}/attendance`);

  recordings = (id: string) => this.http.json<{ recordings: Recording[] }>(`sessions/${id}/recordings`);

  /** With a byte order mark: without it spreadsheets take names for another encoding. */
  async attendanceCsv(id: string): Promise<Blob> {
    const answer = await this.http.send(`sessions/${id}/attendance?format=csv&bom=true`);
    return answer!.blob();
  }

  negotiate = (professorId: string) =>
    this.http.json<{ url: string; accessToken: string }>(`negotiate?${query({ professor_id: professorId })}`, { method: 'POST' });

  private csv<T>(path: string, csv: string): Promise<T> {
    return this.http.json<T>(path, { method: 'POST', body: csv, headers: { 'content-type': 'text/csv' }, patience: importPatience });
  }

  private async all<T>(list: 'professors' | 'students'): Promise<T[]> {
    const found: T[] = [];
    let cursor: string | undefined;
    do {
      const part: { next_cursor: string | null } & Record<string, unknown> = await this.http.json(`${list}?${query({ limit: page, cursor })}`);
      found.push(...(part[list] as T[]));
      cursor = part.next_cursor ?? undefined;
    } while (cursor);
    return found;
  }
}

const query = (values: Record<string, string | number | undefined>): string =>
  new URLSearchParams(Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, `${value}`]]))).toString();
