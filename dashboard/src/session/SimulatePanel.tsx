import { Button, makeStyles, Select, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { Simulator } from '../api/simulator';
import { Panel } from '../parts/Panel';
import { t } from '../texts';
import { useScenario } from './useScenario';

const useStyles = makeStyles({
  row: { display: 'flex', gap: '8px' },
  speed: { flexGrow: 1, minWidth: 0 },
  quiet: { color: tokens.colorNeutralForeground3 },
});

/** Only where a simulated Zoom is at hand: a class that plays itself. */
export function SimulatePanel({ simulator, meetingId }: { simulator: Simulator; meetingId: string }) {
  const { scenario, problem, send } = useScenario(simulator, meetingId);
  const [speed, setSpeed] = useState('10');
  const styles = useStyles();
  const running = scenario?.state === 'running';
  const said = problem ? problem.message : scenario && [t.simulate.states[scenario.state], scenario.detail ?? scenario.steps.at(-1)?.text].filter(Boolean).join(': ');
  return (
    <Panel title={t.simulate.title}>
      <Text size={200} className={styles.quiet}>
        {t.simulate.intro}
      </Text>
      <div className={styles.row}>
        <Select className={styles.speed} aria-label={t.simulate.speed} value={speed} disabled={running} onChange={(_, { value }) => setSpeed(value)}>
          {Object.entries(t.simulate.speeds).map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </Select>
        <Button appearance={running ? 'secondary' : 'primary'} onClick={() => send(() => (running ? simulator.stop(meetingId) : simulator.play(meetingId, +speed)))}>
          {running ? t.simulate.stop : t.simulate.play}
        </Button>
      </div>
      <div role="status" className="announced">
        {said && <Text size={200}>{said}</Text>}
      </div>
    </Panel>
  );
}
