import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowSync16Regular, CheckmarkCircle16Filled, CircleHint16Regular, Warning16Filled } from '@fluentui/react-icons';
import { useApp } from '../app';
import { useCell } from '../cell';
import type { ChannelState } from '../live/channel';
import type { Light } from '../live/watch';
import { t } from '../texts';

const useStyles = makeStyles({
  lights: { display: 'flex', gap: '16px', margin: 0, padding: 0, listStyleType: 'none', fontSize: tokens.fontSizeBase200 },
  light: { display: 'flex', alignItems: 'center', gap: '4px', color: tokens.colorNeutralForeground2, whiteSpace: 'nowrap' },
  well: { color: tokens.colorStatusSuccessForeground1 },
  unwell: { color: tokens.colorStatusWarningForeground1 },
});

const icons = { well: CheckmarkCircle16Filled, unwell: Warning16Filled, unknown: CircleHint16Regular, trying: ArrowSync16Regular };

const ofChannel: Record<ChannelState, keyof typeof icons> = { connecting: 'trying', live: 'well', reconnecting: 'unwell', off: 'unknown' };

/** Whether the page's three connections are well; why one is not is said below, by Notices. */
export function Lights({ className }: { className?: string }) {
  const { backend, zoom, channel } = useApp();
  const styles = useStyles();
  const live = useCell(channel.state);
  const light = (name: string, state: Light['state'] | 'trying', words: string) => {
    const Icon = icons[state];
    const quiet = state === 'well';
    return (
      <li className={styles.light} data-light={state}>
        <Icon className={mergeClasses(state === 'well' && styles.well, state === 'unwell' && styles.unwell)} />
        <span>
          {name}
          <span className={quiet ? 'hidden-text' : undefined}>: {words}</span>
        </span>
      </li>
    );
  };
  const [b, z] = [useCell(backend.light).state, useCell(zoom.light).state];
  return (
    <ul className={mergeClasses(styles.lights, className)} aria-label={t.lights.label}>
      {light(t.lights.backend, b, t.lights.states[b])}
      {light(t.lights.zoom, z, t.lights.states[z])}
      {light(t.lights.live, ofChannel[live], t.lights.channel[live])}
    </ul>
  );
}
