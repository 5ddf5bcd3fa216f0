import { Button, makeStyles, Spinner, Text } from '@fluentui/react-components';
import { ArrowDownload20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { Problem } from '../api/problem';
import type { Snapshot } from '../api/types';
import { useApp } from '../app';
import { Panel } from '../parts/Panel';
import { ProblemDialog } from '../parts/ProblemDialog';
import { save } from '../parts/save';
import { Trouble } from '../parts/Trouble';
import { useLoaded } from '../parts/useLoaded';
import { t } from '../texts';
import { AttendanceTable } from './AttendanceTable';
import { Legend } from './TimeBar';

const useStyles = makeStyles({ row: { display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', alignItems: 'center', gap: '8px 16px' } });

export function AttendancePanel({ snapshot }: { snapshot: Snapshot }) {
  const { api } = useApp();
  const { session_id, version, topic, start_time } = snapshot;
  const { value, problem, again } = useLoaded(`${session_id} ${version}`, () => api.attendance(session_id));
  const [failed, setFailed] = useState<Problem | null>(null);
  const styles = useStyles();

  async function download() {
    try {
      save(await api.attendanceCsv(session_id), t.after.csvName(topic, start_time.slice(0, 10)));
    } catch (error) {
      setFailed(Problem.from(error));
    }
  }

  return (
    <Panel title={t.after.attendance}>
      <div className={styles.row}>
        <Legend />
        <Button icon={<ArrowDownload20Regular />} onClick={() => void download()}>
          {t.after.csv}
        </Button>
      </div>
      {problem && <Trouble problem={problem} again={again} />}
      {!value && !problem && <Spinner size="small" label={t.loading} />}
      {value && !value.final && <Text>{snapshot.status === 'completed' ? t.after.notCompared : t.after.notFinal}</Text>}
      {value && <AttendanceTable attendance={value} />}
      <ProblemDialog problem={failed} close={() => setFailed(null)} />
    </Panel>
  );
}
