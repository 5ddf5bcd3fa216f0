// Classes in which everybody keeps coming and going, as Zoom would tell of it. Every event is one of its kind: what, who, when.
import { createHmac, randomUUID } from 'node:crypto';

const life = ['meeting.participant_joined', 'meeting.participant_joined_breakout_room', 'meeting.participant_left_breakout_room', 'meeting.participant_left'];
const second = (moment) => new Date(Math.floor(moment / 1000) * 1000).toISOString().replace('.000Z', 'Z');

export const keyOf = (kind, person, occurred) => `${kind}|${person}|${Date.parse(occurred) / 1000}`;

export class Classes {
  #sessions;
  #students;
  #next = 0;

  constructor(sessions, students) {
    this.#sessions = sessions.map((session) => ({ ...session, uuid: randomUUID(), start: second(Date.now()) }));
    this.#students = students;
  }

  starts() {
    return this.#sessions.map((s) => this.#event(s, 'meeting.started', '', Date.now(), undefined));
  }

  /** The next event: the sessions in turn, everybody in each in turn, through their lives again and again. */
  next() {
    const number = this.#next++;
    const session = this.#sessions[number % this.#sessions.length];
    const turn = Math.floor(number / this.#sessions.length);
    const student = turn % this.#students;
    const step = Math.floor(turn / this.#students);
    const kind = life[step % life.length];
    const person = `${session.session_id.slice(0, 8)}-${student}`;
    const room = kind.endsWith('breakout_room') ? `room-${person}` : undefined;
    return this.#event(session, kind, person, Date.now(), {
      user_id: `${20_000_000 + student * 1024 + Math.floor(step / life.length)}`, user_name: `Student ${student + 1}`, participant_uuid: person, id: '', email: '',
      [kind.includes('left') ? 'leave_time' : 'join_time']: second(Date.now()),
    }, room);
  }

  #event(session, kind, person, moment, participant, room) {
    const object = { id: session.meeting_id, uuid: session.uuid, host_id: 'soak', topic: 'Soak', type: 2, start_time: session.start, duration: 600 };
    if (participant) object.participant = participant;
    if (room) object.breakout_room_uuid = room;
    const occurred = kind === 'meeting.started' ? session.start : second(moment);
    return {
      session: session.session_id,
      key: keyOf(kind, person, occurred),
      body: JSON.stringify({ event: kind, event_ts: moment, payload: { account_id: 'soak', object } }),
    };
  }
}

/** Posts an event as Zoom does; 0 when no answer came. */
export async function post(url, secret, body) {
  const at = `${Math.floor(Date.now() / 1000)}`;
  const signature = createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex');
  try {
    const answer = await fetch(url, {
      method: 'POST', body, signal: AbortSignal.timeout(5000),
      headers: { 'content-type': 'application/json', 'x-zm-request-timestamp': at, 'x-zm-signature': `v0=${signature}` },
    });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return 0;
  }
}
