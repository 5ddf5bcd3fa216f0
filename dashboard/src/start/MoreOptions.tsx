import { Checkbox, Field, Input, makeStyles, Select, tokens } from '@fluentui/react-components';
import { t } from '../texts';
import type { Draft } from './draft';

interface Props {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  wrong: { validationMessage?: string };
  touch: () => void;
}

const useStyles = makeStyles({
  summary: { cursor: 'pointer', color: tokens.colorNeutralForeground2, padding: '4px 0' },
  options: { display: 'grid', gap: '16px', paddingTop: '12px' },
  short: { maxWidth: '160px' },
  check: { marginLeft: '-8px' },
});

export function MoreOptions({ draft, change, wrong, touch }: Props) {
  const styles = useStyles();
  return (
    <details>
      <summary className={styles.summary}>{t.start.more}</summary>
      <div className={styles.options}>
        <Field label={t.start.perRoom} {...wrong}>
          <Input className={styles.short} inputMode="numeric" value={draft.perRoom} onChange={(_, { value }) => change({ perRoom: value })} onBlur={touch} />
        </Field>
        <Field label={t.start.recording}>
          <Select value={draft.recording} onChange={(_, { value }) => change({ recording: value as Draft['recording'] })}>
            {Object.entries(t.start.recordings).map(([value, text]) => (
              <option key={value} value={value}>
                {text}
              </option>
            ))}
          </Select>
        </Field>
        <Checkbox className={styles.check} label={t.start.waitingRoom} checked={draft.waitingRoom} onChange={(_, { checked }) => change({ waitingRoom: checked === true })} />
      </div>
    </details>
  );
}
