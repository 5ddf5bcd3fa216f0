import { students } from './counted';

/** A session that is over, and all of them. */
export const past = {
  after: {
    reasons: {
      ended_by_user: 'Ended by you',
      cancelled: 'Cancelled before it started',
      ended_in_zoom: 'Ended in Zoom',
      overdue: 'Ended after its planned end, with nobody there',
      never_started: 'Never started',
    } as Record<string, string>,
    lasted: (from: string, to: string) => `${from} to ${to}`,
    attendance: 'Attendance',
    table: 'Table of attendance',
    csv: 'Download CSV',
    csvName: (topic: string, date: string) => `attendance ${topic} ${date}.csv`.replace(/[\\/:*?"<>|]+/g, '-'),
    notFinal: 'So far: the session is not over.',
    columns: { name: 'Student', present: 'Present', time: 'Where', late: 'Late', early: 'Left early', drops: 'Drops' },
    places: { own: 'Own room', other: 'Other rooms', main: 'Main session' },
    incomplete: 'Times in rooms are incomplete',
    notRecognised: 'not recognised',
    never: 'Never came',
    joinUnseen: 'Was there; when they came is not known',
    emailDiffers: 'by name, e-mail differs',
    nobody: 'Nobody was in this meeting.',
    recordings: 'Recordings',
    noRecordings: 'There are no recordings.',
    recording: 'Recording',
    watch: (when: string) => `Watch: ${when}`,
    minutes: (n: number) => `${n} min`,
    processing: 'Zoom is still making it.',
    passcode: (passcode: string) => `Passcode ${passcode}`,
    timeline: 'What happened',
  },

  history: {
    title: 'History',
    none: 'There are no sessions yet.',
    chooseProfessor: 'Choose a professor to see their sessions.',
    columns: { topic: 'Topic', when: 'When', status: 'Status', students: 'Students' },
    here: (here: number, all: number) => `${here} of ${all} here`,
    came: (came: number, all: number) => `${came} of ${all} came`,
    studentsCount: students,
    newer: 'Newer',
    older: 'Older',
    page: (n: number) => `Page ${n}`,
  },
};
