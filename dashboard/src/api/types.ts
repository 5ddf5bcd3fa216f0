/** The API's bodies, as far as the page reads them. Times are RFC 3339, in UTC. */
export type SessionStatus = 'scheduled' | 'active' | 'completed' | 'failed';
export type MeetingStatus = 'waiting' | 'started' | 'ended';
export type Location = 'absent' | 'waiting_room' | 'main_session' | 'own_room' | 'other_room' | 'left';
export type MatchedBy = 'hand' | 'registrant' | 'email' | 'name';

export interface Counts {
  students: number;
  present: number;
  in_own_room: number;
  in_other_room: number;
  in_main: number;
  waiting_room: number;
  absent: number;
  left: number;
  unmatched: number;
}

export interface Summary {
  session_id: string;
  professor_id: string;
  meeting_id: string | null;
  topic: string;
  status: SessionStatus;
  meeting_status: MeetingStatus;
  start_time: string;
  end_time: string | null;
  duration: number;
  counts: Counts;
}

export interface Occupant {
  person_id: string;
  name: string | null;
  role: 'host' | 'co-host' | 'attendee';
  student_id: string | null;
  since: string | null;
}

export interface Person extends Occupant {
  location: Location;
  room_id: string | null;
  zoom_room_id: string | null;
}

export interface Student {
  student_id: string;
  name: string;
  email: string | null;
  display_name: string | null;
  location: Location;
  current_room_id: string | null;
  current_zoom_room_id: string | null;
  devices: number;
  matched_by: MatchedBy | null;
  /** Recognised by name, and under another e-mail address than the student's. */
  email_differs: boolean;
  since: string | null;
}

export interface Room {
  room_id: string;
  name: string;
  zoom_room_id: string | null;
  bound_by: 'label' | 'visits' | null;
  status: 'pending' | 'active' | 'completed';
  students: Student[];
  occupants: Occupant[];
}

export interface UnboundRoom {
  zoom_room_id: string;
  first_seen: string;
  occupants: Occupant[];
}

export interface Snapshot extends Summary {
  version: string;
  end_reason: string | null;
  created_at: string;
  timezone: string;
  meeting_started_at: string | null;
  join_url: string | null;
  passcode: string | null;
  rooms_opened_at: string | null;
  warnings: { code: string; detail: string }[];
  breakout_rooms: Room[];
  hosts: Person[];
  unmatched: Person[];
  unbound_rooms: UnboundRoom[];
  settles_at: string | null;
}

export interface RosterEntry {
  id: string;
  name: string;
  email: string | null;
  zoom_user_id: string | null;
}

export interface Attendee {
  student_id?: string;
  name: string | null;
  email: string | null;
  email_differs: boolean;
  rooms_incomplete: boolean;
  first_join: string | null;
  last_leave: string | null;
  /** Only a leave was seen: there is no first join then. */
  join_unseen: boolean;
  present_seconds: number;
  own_room_seconds: number;
  other_room_seconds: number;
  main_seconds: number;
  drops: number;
  late_seconds: number;
  left_early_seconds: number;
  /** Present within the class. Null for a class of long ago. */
  counted_seconds: number | null;
}

export interface Attendance {
  session_id: string;
  final: boolean;
  class_start: string;
  class_end: string;
  students: Attendee[];
  unmatched: Attendee[];
}

export interface Recording {
  meeting_uuid: string | null;
  start_time: string | null;
  /** Minutes. */
  duration: number | null;
  processing: boolean;
  share_url: string | null;
  /** To type, for whoever may see the session. Left out where there is none. */
  passcode?: string;
}

export interface TimelineEvent {
  event_id: string;
  kind: string;
  source: 'webhook' | 'report' | 'operator' | 'system';
  occurred_at: string;
  person_id: string | null;
  student_id: string | null;
  name: string | null;
  room_id: string | null;
}

export interface ZoomReport {
  valid: boolean;
  detail: string;
  checks: { name: string; status: 'pass' | 'warn' | 'fail'; detail: string }[];
}

export interface Health {
  status: 'healthy' | 'degraded' | 'unhealthy';
  checks: { name: string; status: string }[];
}

export interface NewSession {
  professor_id: string;
  student_ids?: string[];
  students?: { name: string; email?: string }[];
  topic: string;
  duration: number;
  start_time?: string;
  timezone: string;
  students_per_room: number;
  waiting_room: boolean;
  auto_recording: 'none' | 'cloud' | 'local';
}

export interface ImportReport {
  created: number;
  updated: number;
  unchanged: number;
}

export interface ImportedRow {
  row: string;
  action: 'create' | 'update' | 'unchanged' | 'refuse';
  id: string | null;
  errors: Record<string, string[]> | null;
}

export interface ImportPreview extends ImportReport {
  rows: ImportedRow[];
  ignored_columns: string[];
}
