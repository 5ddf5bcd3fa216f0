import { Button, Spinner } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { useApp } from '../app';
import { useCell } from '../cell';
import { Modal } from '../parts/Modal';
import { Notice } from '../parts/Notice';
import type { SignIn } from '../signin/signIn';
import { t } from '../texts';
import { KeyDialog } from './KeyDialog';

/** Asks who is there; what is on the page stays behind it. The operator has a key instead. */
export function SignInDialog({ signIn }: { signIn: SignIn }) {
  const { credentials } = useApp();
  const [byKey, setByKey] = useState(() => credentials.last === 'key');
  const again = useCell(credentials.known);
  const { busy, trouble } = useCell(signIn.state);
  useEffect(() => signIn.prepare(), [signIn]);
  const other = (
    <Button appearance="subtle" onClick={() => setByKey(!byKey)}>
      {byKey ? t.signIn.byAccount : t.signIn.byKey}
    </Button>
  );
  if (byKey) return <KeyDialog instead={other} />;
  const go = (
    <Button appearance="primary" autoFocus disabledFocusable={busy} onClick={() => void signIn.start(location.hash)}>
      {t.signIn.submit}
    </Button>
  );
  return (
    <Modal
      title={t.signIn.title}
      actions={
        <>
          {other}
          {go}
        </>
      }
    >
      <span>{again ? t.signIn.again : t.signIn.intro}</span>
      <div role="status">
        {busy && <Spinner size="tiny" label={t.signIn.busy} />}
        {trouble && <Notice kind="error" {...t.signIn.troubles[trouble]} />}
      </div>
    </Modal>
  );
}
