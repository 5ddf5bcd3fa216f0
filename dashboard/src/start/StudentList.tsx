import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import type { RosterEntry } from '../api/types';
import { t } from '../texts';

interface Props {
  students: RosterEntry[];
  chosen: ReadonlySet<string>;
  searching: boolean;
  toggle: (ids: string[], on: boolean) => void;
}

const useStyles = makeStyles({
  actions: { display: 'flex', flexWrap: 'wrap', gap: '4px', marginLeft: '-8px' },
  list: { display: 'grid', maxHeight: '380px', overflowY: 'auto', margin: '0 -8px', padding: 0, listStyleType: 'none' },
  row: {
    display: 'grid',
    gridTemplateColumns: 'auto 1fr',
    columnGap: '12px',
    alignItems: 'center',
    padding: '7px 8px',
    borderRadius: tokens.borderRadiusMedium,
    cursor: 'pointer',
    contentVisibility: 'auto',
    containIntrinsicHeight: '46px',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    '& input': { gridRow: 'span 2', width: '18px', height: '18px', margin: 0, accentColor: tokens.colorBrandBackground },
  },
  email: { color: tokens.colorNeutralForeground3, overflowWrap: 'anywhere' },
  none: { color: tokens.colorNeutralForeground3, padding: '8px 0' },
});

/** Plain check boxes: a roster may have a thousand people. */
export function StudentList({ students, chosen, searching, toggle }: Props) {
  const styles = useStyles();
  const ids = students.map((s) => s.id);
  const all = ids.length > 0 && ids.every((id) => chosen.has(id));
  if (students.length === 0) return <Text className={styles.none}>{searching ? t.start.noneFound : t.start.emptyRoster}</Text>;
  return (
    <>
      <div className={styles.actions}>
        <Button appearance="subtle" size="small" disabled={all} onClick={() => toggle(ids, true)}>
          {searching ? t.start.selectFound(ids.length) : t.start.selectAll(ids.length)}
        </Button>
        <Button appearance="subtle" size="small" disabled={chosen.size === 0} onClick={() => toggle([...chosen], false)}>
          {t.start.clear}
        </Button>
      </div>
      <ul className={styles.list}>
        {students.map((student) => (
          <li key={student.id}>
            <label className={styles.row}>
              <input type="checkbox" checked={chosen.has(student.id)} onChange={(e) => toggle([student.id], e.target.checked)} />
              <Text>{student.name}</Text>
              <Text size={200} className={styles.email}>
                {student.email}
              </Text>
            </label>
          </li>
        ))}
      </ul>
    </>
  );
}
