import { Button, makeStyles, Spinner, Text, tokens } from '@fluentui/react-components';
import { memo, useMemo } from 'react';
import { explain } from '../api/explain';
import type { Snapshot, TimelineEvent } from '../api/types';
import { exactTimeText } from '../format';
import { tidy } from '../live/timeline';
import { Panel } from '../parts/Panel';
import { t } from '../texts';
import { useTimeline } from './useTimeline';

const useStyles = makeStyles({
  list: { display: 'grid', gap: '10px', maxHeight: '70vh', overflowY: 'auto', margin: 0, padding: 0, listStyleType: 'none', ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` } },
  line: { display: 'grid', gridTemplateColumns: 'auto 1fr', columnGap: '10px', fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200, overflowWrap: 'anywhere' },
  time: { color: tokens.colorNeutralForeground3, fontVariantNumeric: 'tabular-nums' },
  note: { color: tokens.colorNeutralForeground3 },
});

export function TimelinePanel({ snapshot, title }: { snapshot: Snapshot; title: string }) {
  const { timeline, problem, older } = useTimeline(snapshot.session_id, snapshot.version);
  const styles = useStyles();
  const events = useMemo(() => (timeline ? tidy(timeline) : []), [timeline]);
  return (
    <Panel title={title}>
      {problem && problem.status !== 401 && <Text size={200}>{explain(problem).title}</Text>}
      {!timeline && !problem && <Spinner size="tiny" label={t.loading} />}
      {timeline && events.length === 0 && <Text className={styles.note}>{t.session.nothingYet}</Text>}
      {events.length > 0 && (
        <ol className={styles.list} tabIndex={0} aria-label={title}>
          {events.map((event) => (
            <Line key={event.event_id} at={event.occurred_at} text={sentence(event, snapshot)} />
          ))}
        </ol>
      )}
      {timeline?.next_cursor && (
        <Button size="small" onClick={older}>
          {t.session.older}
        </Button>
      )}
    </Panel>
  );
}

const Line = memo(function Line({ at, text }: { at: string; text: string }) {
  const styles = useStyles();
  return (
    <li className={styles.line}>
      <time dateTime={at} className={styles.time}>
        {exactTimeText(at)}
      </time>
      <span>{text}</span>
    </li>
  );
});

function sentence(event: TimelineEvent, { breakout_rooms }: Snapshot): string {
  const student = breakout_rooms.flatMap((room) => room.students).find((s) => s.student_id === event.student_id);
  const room = breakout_rooms.find((r) => r.room_id === event.room_id);
  const who = (event.kind.startsWith('person_') ? event.name : (student?.name ?? event.name)) ?? t.somebody;
  const own = room && student && room.students.includes(student);
  const where = own ? t.ownRoom : room ? t.roomOf(room.name) : t.aRoom;
  return t.events[event.kind]?.(who, where, student?.name ?? null) ?? t.eventOf(event.kind, event.name);
}
