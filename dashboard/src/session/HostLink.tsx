import { Button } from '@fluentui/react-components';
import { Open20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { Problem } from '../api/problem';
import { useApp } from '../app';
import { ProblemDialog } from '../parts/ProblemDialog';
import { t } from '../texts';

/** Opens the meeting as its host, the next thing to do when it has not started. The link holds the host's token, so it is asked for at the click and kept nowhere. */
export function HostLink({ sessionId, next }: { sessionId: string; next: boolean }) {
  const { api } = useApp();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  async function open() {
    // Opened at once: later the browser would take it for a pop-up nobody asked for.
    const tab = window.open('', '_blank');
    setBusy(true);
    try {
      const { start_url } = await api.hostLink(sessionId);
      if (tab) [tab.opener, tab.location.href] = [null, start_url];
      else location.assign(start_url);
    } catch (error) {
      tab?.close();
      setProblem(Problem.from(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <>
      <Button appearance={next ? 'primary' : 'secondary'} icon={<Open20Regular />} disabledFocusable={busy} onClick={() => void (busy || open())}>
        {busy ? t.session.hostOpening : t.session.host}
      </Button>
      <ProblemDialog problem={problem} close={() => setProblem(null)} />
    </>
  );
}
