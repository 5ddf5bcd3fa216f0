import { makeStyles, mergeClasses } from '@fluentui/react-components';
import type { Snapshot } from '../api/types';
import { timeText } from '../format';
import { useTimeText } from '../live/ticks';
import { Notice } from '../parts/Notice';
import { stack } from '../parts/stack';
import { t } from '../texts';
import { plannedEnd, waitingCount } from './places';
import { Warnings } from './Warnings';

const useStyles = makeStyles({ banners: { ...stack, gap: '8px' } });

/** What to do next in Zoom, which has no API for it; and what the server warns of but the closed rooms, which are said here at once. */
export function Banners({ snapshot }: { snapshot: Snapshot }) {
  const { meeting_status, rooms_opened_at, counts, warnings, status } = snapshot;
  const end = plannedEnd(snapshot);
  const until = useTimeText((now) => (end > now ? timeText(new Date(end).toISOString()) : '')) || null;
  const [running, waiting] = [meeting_status === 'started', waitingCount(snapshot)];
  return (
    <div role="status" className={mergeClasses('announced', useStyles().banners)}>
      {meeting_status === 'waiting' && status === 'active' && <Notice kind="info" {...t.banners.start} />}
      {meeting_status === 'ended' && <Notice kind="info" {...t.banners.ended(until)} />}
      {running && waiting > 0 && <Notice kind="warning" {...t.banners.admit(waiting)} />}
      {running && waiting === 0 && counts.in_main > 0 && rooms_opened_at === null && <Notice kind="warning" {...t.banners.open(counts.in_main)} />}
      <Warnings warnings={warnings.filter((w) => w.code !== 'rooms_not_opened')} />
    </div>
  );
}
