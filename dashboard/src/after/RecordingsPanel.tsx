import { Link, makeStyles, Spinner, Text, tokens } from '@fluentui/react-components';
import type { Recording, Snapshot } from '../api/types';
import { useApp } from '../app';
import { dayText, timeText } from '../format';
import { Panel } from '../parts/Panel';
import { Trouble } from '../parts/Trouble';
import { useLoaded } from '../parts/useLoaded';
import { t } from '../texts';

const useStyles = makeStyles({
  list: { display: 'grid', gap: '12px', margin: 0, padding: 0, listStyleType: 'none' },
  facts: { display: 'flex', flexWrap: 'wrap', gap: '4px 12px', color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

/** Zoom's cloud recordings; Zoom is asked whenever this is opened. */
export function RecordingsPanel({ snapshot }: { snapshot: Snapshot }) {
  const { api } = useApp();
  const { value, problem, again } = useLoaded(snapshot.session_id, () => api.recordings(snapshot.session_id));
  const styles = useStyles();
  return (
    <Panel title={t.after.recordings}>
      {problem && <Trouble problem={problem} again={again} />}
      {!value && !problem && <Spinner label={t.loading} />}
      {value && value.recordings.length === 0 && <Text>{t.after.noRecordings}</Text>}
      {value && value.recordings.length > 0 && (
        <ul className={styles.list}>
          {value.recordings.map((recording) => (
            <Line key={recording.meeting_uuid} recording={recording} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Line({ recording: { start_time, duration, processing, share_url, passcode } }: { recording: Recording }) {
  const styles = useStyles();
  const when = start_time ? `${dayText(start_time)}, ${timeText(start_time)}` : t.after.recording;
  return (
    <li>
      {share_url && !processing ? (
        <Link href={share_url} target="_blank" rel="noopener noreferrer">
          {t.after.watch(when)}
        </Link>
      ) : (
        <Text>{when}</Text>
      )}
      <div className={styles.facts}>
        {duration !== null && <span>{t.after.minutes(duration)}</span>}
        {processing && <span>{t.after.processing}</span>}
        {passcode && <span>{t.after.passcode(passcode)}</span>}
      </div>
    </li>
  );
}
