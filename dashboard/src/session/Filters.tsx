import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { Snapshot } from '../api/types';
import { t } from '../texts';
import { attentionCount, type Filter } from './places';

interface Props {
  snapshot: Snapshot;
  filter: Filter;
  setFilter: (filter: Filter) => void;
}

const useStyles = makeStyles({
  chips: { display: 'flex', flexWrap: 'wrap', gap: '6px' },
  chip: {
    display: 'inline-flex',
    gap: '6px',
    alignItems: 'center',
    padding: '4px 12px',
    font: 'inherit',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusCircular,
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '1px' },
  },
  on: { color: tokens.colorNeutralForegroundOnBrand, backgroundColor: tokens.colorBrandBackground, border: `1px solid ${tokens.colorBrandBackground}`, ':hover': { backgroundColor: tokens.colorBrandBackgroundHover } },
  zero: { color: tokens.colorNeutralForeground3 },
  count: { fontWeight: tokens.fontWeightSemibold, fontVariantNumeric: 'tabular-nums' },
});

/** The counts, each of which shows just its rooms. */
export function Filters({ snapshot, filter, setFilter }: Props) {
  const styles = useStyles();
  const { counts } = snapshot;
  const chip = (value: Filter, text: string, count: number) => (
    <button
      type="button"
      aria-pressed={filter === value}
      className={mergeClasses(styles.chip, count === 0 && styles.zero, filter === value && styles.on)}
      onClick={() => setFilter(filter === value ? 'all' : value)}
    >
      {text} <span className={styles.count}>{count}</span>
    </button>
  );
  return (
    <div className={styles.chips} role="group" aria-label={t.filters.label}>
      {chip('all', t.filters.all, counts.students)}
      {chip('attention', t.filters.attention, attentionCount(snapshot))}
      {chip('own_room', t.filters.in_own_room, counts.in_own_room)}
      {chip('main_session', t.filters.in_main, counts.in_main)}
      {chip('waiting_room', t.filters.waiting_room, counts.waiting_room)}
      {chip('other_room', t.filters.in_other_room, counts.in_other_room)}
      {chip('absent', t.filters.absent, counts.absent)}
      {chip('left', t.filters.left, counts.left)}
    </div>
  );
}
