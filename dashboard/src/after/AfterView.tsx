import { makeStyles, tokens } from '@fluentui/react-components';
import type { Snapshot } from '../api/types';
import { dayText, timeText } from '../format';
import { ViewTitle } from '../parts/ViewTitle';
import { stack } from '../parts/stack';
import { EndButton } from '../session/EndButton';
import { StatusBadge } from '../session/StatusBadge';
import { TimelinePanel } from '../session/TimelinePanel';
import { Warnings } from '../session/Warnings';
import { t } from '../texts';
import { AttendancePanel } from './AttendancePanel';
import { RecordingsPanel } from './RecordingsPanel';

const useStyles = makeStyles({
  view: { ...stack, gap: '20px', maxWidth: '1240px', margin: '0 auto' },
  title: { display: 'grid', gap: '8px', minWidth: 0 },
  facts: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '6px 16px', color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  side: { display: 'grid', gap: '20px', minWidth: 0 },
  columns: { display: 'grid', gap: '20px', gridTemplateColumns: 'minmax(0, 1fr) 300px', alignItems: 'start', '@media (max-width: 1000px)': { gridTemplateColumns: 'minmax(0, 1fr)' } },
});

/** A session that is over: who was where for how long, the recordings, and what happened. */
export function AfterView({ snapshot }: { snapshot: Snapshot }) {
  const styles = useStyles();
  const from = snapshot.meeting_started_at ?? snapshot.start_time;
  return (
    <div className={styles.view}>
      <div className={styles.title}>
        <ViewTitle text={snapshot.topic} />
        <div className={styles.facts}>
          <StatusBadge snapshot={snapshot} />
          <span>{dayText(from)}</span>
          {snapshot.end_time && snapshot.meeting_started_at && <span>{t.after.lasted(timeText(from), timeText(snapshot.end_time))}</span>}
          {snapshot.end_reason && <span>{t.after.reasons[snapshot.end_reason]}</span>}
        </div>
        {snapshot.meeting_status === 'started' && <EndButton snapshot={snapshot} />}
      </div>
      <Warnings warnings={snapshot.warnings.filter((warning) => warning.code !== 'overlaps')} />
      <div className={styles.columns}>
        <AttendancePanel snapshot={snapshot} />
        <div className={styles.side}>
          {snapshot.meeting_started_at && <RecordingsPanel snapshot={snapshot} />}
          <TimelinePanel snapshot={snapshot} title={t.after.timeline} />
        </div>
      </div>
    </div>
  );
}
