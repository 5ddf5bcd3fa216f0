import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { Snapshot } from '../api/types';
import { useApp } from '../app';
import { Modal } from '../parts/Modal';
import { Trouble } from '../parts/Trouble';
import { t } from '../texts';
import { isOnlyPlanned, peopleCount } from './places';
import { useChange } from './useChange';

/** Ends the class for everybody, after a question; one whose class has not begun is cancelled. */
export function EndButton({ snapshot }: { snapshot: Snapshot }) {
  const { api, clock } = useApp();
  const { busy, problem, run, clear } = useChange();
  const [asking, setAsking] = useState(false);
  const words = isOnlyPlanned(snapshot, clock.now()) ? t.end.cancel : t.end.stop;
  const close = () => (clear(), setAsking(false));
  const end = () => void run(() => api.end(snapshot.session_id));
  const actions = (
    <>
      <Button onClick={close}>{words.keep}</Button>
      <Button appearance="primary" disabledFocusable={busy} onClick={() => (busy ? undefined : end())}>
        {busy ? t.end.ending : words.confirm}
      </Button>
    </>
  );
  return (
    <>
      <Button onClick={() => setAsking(true)}>{words.open}</Button>
      {asking && (
        <Modal title={words.title} cancel={close} actions={actions}>
          {problem ? <Trouble problem={problem} /> : words.detail(peopleCount(snapshot))}
        </Modal>
      )}
    </>
  );
}
