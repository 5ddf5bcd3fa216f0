import { Spinner } from '@fluentui/react-components';
import { useEffect } from 'react';
import { useApp } from '../app';
import { useCell } from '../cell';
import { go } from '../route';
import { t } from '../texts';

/** Finds the running session again; without one it is time to start one. */
export function Home() {
  const { api, professorId, credentials } = useApp();
  const professor = useCell(professorId);
  const isFindingOut = useCell(credentials.current)?.kind === 'token' && professor === null;
  useEffect(() => {
    if (isFindingOut) return;
    let wanted = true;
    const running = professor ? api.sessions(professor, { status: 'active', limit: 1 }) : Promise.resolve({ sessions: [] });
    void running.then(
      ({ sessions }) => wanted && go(sessions[0] ? { view: 'session', id: sessions[0].session_id } : { view: 'new' }, true),
      () => wanted && go({ view: 'new' }, true),
    );
    return () => void (wanted = false);
  }, [api, professor, isFindingOut]);
  return <Spinner size="small" label={t.loading} />;
}
