import { Spinner } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { AfterView } from '../after/AfterView';
import { useApp } from '../app';
import { useCell } from '../cell';
import { SessionStore } from '../live/sessionStore';
import { Trouble } from '../parts/Trouble';
import { t } from '../texts';
import { FailedView } from './FailedView';
import { LiveView } from './LiveView';
import { NotFound } from './NotFound';
import { StoreContext } from './store';

/** One session: live while it goes on, its outcome afterwards. */
export function SessionView({ sessionId }: { sessionId: string }) {
  const app = useApp();
  const [store] = useState(() => new SessionStore(app.api, app.clock, sessionId));
  useEffect(() => {
    const { refresher } = store;
    const follow = () => {
      refresher.setLive(app.channel.state.get() === 'live');
      refresher.setShown(app.isAwake());
    };
    const leave = [app.channel.state, app.shown, app.credentials.current].map((cell) => cell.subscribe(follow));
    leave.push(app.channel.onMessage((message) => message.session_id === sessionId && refresher.hint()));
    follow();
    refresher.start();
    return () => (leave.forEach((end) => end()), refresher.stop());
  }, [app, store, sessionId]);

  return (
    <StoreContext value={store}>
      <Shown store={store} />
    </StoreContext>
  );
}

function Shown({ store }: { store: SessionStore }) {
  const app = useApp();
  const { snapshot, problem } = useCell(store.state);
  const professorId = snapshot?.professor_id;

  // A link may lead to another professor's session: the live channel follows it.
  useEffect(() => {
    if (professorId) app.choose(professorId);
  }, [app, professorId]);

  if (problem?.status === 404) return <NotFound />;
  if (!snapshot) return problem && problem.status !== 401 ? <Trouble problem={problem} again={() => store.refresher.retry()} /> : <Spinner size="small" label={t.loading} />;
  if (snapshot.status === 'failed') return <FailedView snapshot={snapshot} />;
  return snapshot.status === 'completed' ? <AfterView snapshot={snapshot} /> : <LiveView snapshot={snapshot} problem={problem} />;
}
