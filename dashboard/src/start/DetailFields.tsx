import { Field, Input, makeStyles, Radio, RadioGroup } from '@fluentui/react-components';
import type { Problem } from '../api/problem';
import { t } from '../texts';
import type { Draft, Wrong } from './draft';
import { MoreOptions } from './MoreOptions';

interface Props {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  wrong: Wrong;
  /** The fields that were left once: before, an empty one is not wrong yet. */
  touched: readonly string[];
  touch: (field: string) => void;
  problem: Problem | null;
}

const useStyles = makeStyles({ short: { maxWidth: '160px' } });

export function DetailFields({ draft, change, wrong, touched, touch, problem }: Props) {
  const styles = useStyles();
  const said = (field: keyof Wrong, server: string) => {
    const message = touched.includes(field) ? wrong[field] : problem?.field(server);
    return message ? { validationMessage: message } : {};
  };
  return (
    <>
      <Field label={t.start.topic} hint={t.start.topicHint} required {...said('topic', 'topic')}>
        <Input value={draft.topic} maxLength={200} onChange={(_, { value }) => change({ topic: value })} onBlur={() => touch('topic')} />
      </Field>
      <Field label={t.start.duration} required {...said('duration', 'duration')}>
        <Input
          className={styles.short}
          inputMode="numeric"
          value={draft.duration}
          onChange={(_, { value }) => change({ duration: value })}
          onBlur={() => touch('duration')}
        />
      </Field>
      <Field label={t.start.when}>
        <RadioGroup layout="horizontal" value={draft.when} onChange={(_, { value }) => change({ when: value as Draft['when'] })}>
          <Radio value="now" label={t.start.now} />
          <Radio value="later" label={t.start.later} />
        </RadioGroup>
      </Field>
      {draft.when === 'later' && (
        <Field label={t.start.startTime} required {...said('startTime', 'start_time')}>
          <Input type="datetime-local" value={draft.startTime} onChange={(_, { value }) => change({ startTime: value })} onBlur={() => touch('startTime')} />
        </Field>
      )}
      <MoreOptions draft={draft} change={change} wrong={said('perRoom', 'students_per_room')} touch={() => touch('perRoom')} />
    </>
  );
}
