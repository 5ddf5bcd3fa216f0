import { Badge } from '@fluentui/react-components';
import type { MeetingStatus, SessionStatus } from '../api/types';
import { t } from '../texts';

const colors = { scheduled: 'informative', active: 'success', completed: 'subtle', failed: 'danger' } as const;

/** The session's status; for one that goes on, what its meeting does. */
export function StatusBadge({ snapshot: { status, meeting_status } }: { snapshot: { status: SessionStatus; meeting_status: MeetingStatus } }) {
  const notRunning = status === 'active' && meeting_status !== 'started';
  return (
    <Badge appearance="tint" shape="rounded" color={notRunning ? 'warning' : colors[status]}>
      {notRunning ? (meeting_status === 'waiting' ? t.session.waiting : t.session.endedInZoom) : t.session.status[status]}
    </Badge>
  );
}
