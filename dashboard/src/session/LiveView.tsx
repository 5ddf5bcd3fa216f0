import { makeStyles } from '@fluentui/react-components';
import { AttendancePanel } from '../after/AttendancePanel';
import { explain } from '../api/explain';
import type { Problem } from '../api/problem';
import type { Snapshot } from '../api/types';
import { useApp } from '../app';
import { useCell } from '../cell';
import { Notice } from '../parts/Notice';
import { stack } from '../parts/stack';
import { t } from '../texts';
import { Banners } from './Banners';
import { RoomsSection } from './RoomsSection';
import { SessionHead } from './SessionHead';
import { SimulatePanel } from './SimulatePanel';
import { TimelinePanel } from './TimelinePanel';
import { UnboundPanel } from './UnboundPanel';
import { UnmatchedPanel } from './UnmatchedPanel';

const useStyles = makeStyles({
  view: { ...stack, gap: '20px' },
  columns: { display: 'grid', gap: '24px', gridTemplateColumns: 'minmax(0, 1fr) 320px', alignItems: 'start', '@media (max-width: 1000px)': { gridTemplateColumns: 'minmax(0, 1fr)' } },
  column: { ...stack, gap: '20px' },
});

export function LiveView({ snapshot, problem }: { snapshot: Snapshot; problem: Problem | null }) {
  const styles = useStyles();
  const { simulator, credentials } = useApp();

  // The host plays a class for whoever has the key.
  const plays = useCell(credentials.current)?.kind !== 'token';
  return (
    <div className={styles.view}>
      <SessionHead snapshot={snapshot} />
      {problem && problem.status !== 401 && <Notice kind="warning" title={explain(problem).title} detail={t.session.behind(explain(problem).detail)} />}
      <Banners snapshot={snapshot} />
      <div className={styles.columns}>
        <div className={styles.column}>
          <UnmatchedPanel snapshot={snapshot} />
          <UnboundPanel snapshot={snapshot} />
          <RoomsSection snapshot={snapshot} />
          {snapshot.meeting_status === 'ended' && <AttendancePanel snapshot={snapshot} />}
        </div>
        <div className={styles.column}>
          {simulator && plays && snapshot.meeting_id && <SimulatePanel simulator={simulator} meetingId={snapshot.meeting_id} />}
          <TimelinePanel snapshot={snapshot} title={t.session.timeline} />
        </div>
      </div>
    </div>
  );
}
