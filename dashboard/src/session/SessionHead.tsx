import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import type { Snapshot } from '../api/types';
import { clockText, momentText } from '../format';
import { useTimeText } from '../live/ticks';
import { ViewTitle } from '../parts/ViewTitle';
import { t } from '../texts';
import { CopyJoinLink } from './CopyJoinLink';
import { EndButton } from './EndButton';
import { HostLink } from './HostLink';
import { plannedEnd } from './places';
import { StatusBadge } from './StatusBadge';

const useStyles = makeStyles({
  head: { display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', alignItems: 'flex-start', gap: '16px 32px' },
  title: { display: 'grid', gap: '8px', minWidth: 0, flex: '1 1 320px' },
  facts: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '6px 16px', color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  id: { fontFamily: tokens.fontFamilyMonospace, overflowWrap: 'anywhere' },
  right: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '16px 28px' },
  times: { display: 'flex', gap: '28px' },
  time: { display: 'grid' },
  value: { fontSize: tokens.fontSizeBase500, lineHeight: tokens.lineHeightBase500, fontWeight: tokens.fontWeightSemibold, fontVariantNumeric: 'tabular-nums' },
  over: { color: tokens.colorStatusWarningForeground1 },
  label: { color: tokens.colorNeutralForeground3 },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '8px', '@media (max-width: 640px)': { '& > button': { flexGrow: 1 } } },
});

export function SessionHead({ snapshot }: { snapshot: Snapshot }) {
  const styles = useStyles();
  return (
    <div className={styles.head}>
      <div className={styles.title}>
        <ViewTitle text={snapshot.topic} />
        <div className={styles.facts}>
          <StatusBadge snapshot={snapshot} />
          {snapshot.status === 'scheduled' && <span>{t.session.startsAt(momentText(snapshot.start_time))}</span>}
          {snapshot.passcode && <span>{`${t.session.passcode} ${snapshot.passcode}`}</span>}
          <span>
            {t.session.id} <span className={styles.id}>{snapshot.session_id}</span>
          </span>
        </div>
      </div>
      <div className={styles.right}>
        <Times snapshot={snapshot} />
        <div className={styles.actions}>
          <CopyJoinLink snapshot={snapshot} />
          <HostLink sessionId={snapshot.session_id} next={snapshot.meeting_status !== 'started'} />
          <EndButton snapshot={snapshot} />
        </div>
      </div>
    </div>
  );
}

function Times({ snapshot }: { snapshot: Snapshot }) {
  const styles = useStyles();
  const started = snapshot.meeting_started_at;
  const end = plannedEnd(snapshot);
  const elapsed = useTimeText((now) => (started ? clockText(now - Date.parse(started)) : ''));
  const remaining = useTimeText((now) => clockText(Math.abs(end - now)));
  const isOver = useTimeText((now) => (now > end ? 'over' : '')) !== '';
  if (snapshot.status === 'scheduled') return null;
  return (
    <div className={styles.times} role="timer" aria-live="off">
      {started && (
        <div className={styles.time}>
          <Text size={200} className={styles.label}>
            {t.session.elapsed}
          </Text>
          <span className={styles.value}>{elapsed}</span>
        </div>
      )}
      <div className={styles.time}>
        <Text size={200} className={styles.label}>
          {isOver ? t.session.over : t.session.remaining}
        </Text>
        <span className={mergeClasses(styles.value, isOver && styles.over)}>{remaining}</span>
      </div>
    </div>
  );
}
