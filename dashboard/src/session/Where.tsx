import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowSwap20Filled, CheckmarkCircle20Filled, CircleHint20Regular, Clock20Filled, PeopleTeam20Filled, SignOut20Regular } from '@fluentui/react-icons';
import type { Location } from '../api/types';
import { spanText } from '../format';
import { useTimeText } from '../live/ticks';

const icons = {
  own_room: CheckmarkCircle20Filled,
  main_session: PeopleTeam20Filled,
  waiting_room: Clock20Filled,
  other_room: ArrowSwap20Filled,
  absent: CircleHint20Regular,
  left: SignOut20Regular,
} satisfies Record<Location, unknown>;

const useStyles = makeStyles({
  where: { display: 'grid', gridTemplateColumns: 'auto 1fr auto', gap: '8px', alignItems: 'center', fontSize: tokens.fontSizeBase300, lineHeight: tokens.lineHeightBase300 },
  text: { overflowWrap: 'anywhere' },
  since: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200, whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' },
  own_room: { color: tokens.colorStatusSuccessForeground1 },
  main_session: { color: tokens.colorPaletteBlueForeground2 },
  waiting_room: { color: tokens.colorStatusWarningForeground1 },
  other_room: { color: tokens.colorStatusDangerForeground3 },
  absent: { color: tokens.colorNeutralForeground3 },
  left: { color: tokens.colorNeutralForeground3 },
});

/** A place as colour, icon and text, and for how long. */
export function Where({ location, text, since }: { location: Location; text: string; since: string | null }) {
  const styles = useStyles();
  const Icon = icons[location];
  const span = useTimeText((now) => (since ? spanText(now - Date.parse(since)) : ''));
  return (
    <div className={styles.where}>
      <Icon className={styles[location]} aria-hidden />
      <span className={mergeClasses(styles.text, styles[location])}>{text}</span>
      <span className={styles.since}>{span}</span>
    </div>
  );
}
