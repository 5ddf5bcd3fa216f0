import { Button, Input } from '@fluentui/react-components';
import { Checkmark20Regular, Link20Regular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import type { Snapshot } from '../api/types';
import { t } from '../texts';

const shownFor = 3_000;

/** Copies the link students join by, and says so; where the browser forbids it, the link itself is shown. */
export function CopyJoinLink({ snapshot }: { snapshot: Snapshot }) {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle');
  const link = snapshot.join_url;
  useEffect(() => {
    if (state !== 'copied') return;
    const timer = setTimeout(() => setState('idle'), shownFor);
    return () => clearTimeout(timer);
  }, [state]);
  if (!link) return null;
  if (state === 'refused')
    return (
      <label>
        {t.session.copyFailed} <Input readOnly value={link} onFocus={(e) => e.target.select()} />
      </label>
    );
  const copy = () => navigator.clipboard.writeText(link).then(() => setState('copied'), () => setState('refused'));
  return (
    <>
      <Button icon={state === 'copied' ? <Checkmark20Regular /> : <Link20Regular />} onClick={() => void copy()}>
        {state === 'copied' ? t.session.copied : t.session.copyJoin}
      </Button>
      <span role="status" className="hidden-text">
        {state === 'copied' && t.session.copied}
      </span>
    </>
  );
}
