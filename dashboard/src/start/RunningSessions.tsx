import { useApp } from '../app';
import { useCell } from '../cell';
import { Notice } from '../parts/Notice';
import { useLoaded } from '../parts/useLoaded';
import { go } from '../route';
import { t } from '../texts';

const shown = 3;

/** Sessions that go on: whoever comes here while one does is likely to look for it. */
export function RunningSessions() {
  const { api, professorId } = useApp();
  const professor = useCell(professorId);
  const { value } = useLoaded(professor, () => api.sessions(professor!, { status: 'active', limit: shown }));
  return value?.sessions.map((session) => (
    <Notice
      key={session.session_id}
      kind="info"
      title={t.start.running(session.topic)}
      action={{ text: t.start.goToRunning, run: () => go({ view: 'session', id: session.session_id }) }}
    />
  ));
}
