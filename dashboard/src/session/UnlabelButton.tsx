import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useApp } from '../app';
import { ProblemDialog } from '../parts/ProblemDialog';
import { t } from '../texts';
import { useChange } from './useChange';

const useStyles = makeStyles({ row: { display: 'flex', alignItems: 'center', gap: '4px', color: tokens.colorNeutralForeground3 } });

/** A room that was recognised by hand can be given back. */
export function UnlabelButton({ sessionId, roomId }: { sessionId: string; roomId: string }) {
  const { api } = useApp();
  const { busy, problem, run, clear } = useChange();
  return (
    <div className={useStyles().row}>
      <Text size={200}>{t.labelled}</Text>
      <Button size="small" appearance="transparent" disabled={busy} onClick={() => void run(() => api.label(sessionId, roomId, null))}>
        {t.unlabel}
      </Button>
      <ProblemDialog problem={problem} close={clear} />
    </div>
  );
}
