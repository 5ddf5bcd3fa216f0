import { Button, makeStyles, Spinner, Text, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import { t } from '../texts';

const useStyles = makeStyles({
  row: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '16px', paddingTop: '4px' },
  reason: { color: tokens.colorNeutralForeground3 },
});

/** The button can always be reached, and says why it does nothing when it does nothing. */
export function SubmitRow({ later, busy, reason }: { later: boolean; busy: boolean; reason: string | null }) {
  const id = useId();
  const styles = useStyles();
  return (
    <div className={styles.row}>
      <Button type="submit" appearance="primary" size="large" disabledFocusable={reason !== null} aria-describedby={id}>
        {later ? t.start.schedule : t.start.create}
      </Button>
      <div id={id} role="status">
        {busy ? <Spinner size="tiny" label={t.start.creating} /> : <Text className={styles.reason}>{reason}</Text>}
      </div>
    </div>
  );
}
