import { makeStyles, Text, tokens } from '@fluentui/react-components';
import type { Attendance, Attendee } from '../api/types';
import { spanText } from '../format';
import { t } from '../texts';
import { TimeBar } from './TimeBar';

const useStyles = makeStyles({
  scroll: { overflowX: 'auto', ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` } },
  table: {
    width: '100%',
    borderCollapse: 'collapse',
    fontVariantNumeric: 'tabular-nums',
    '& th, & td': { padding: '9px 12px 9px 0', textAlign: 'start', fontWeight: 'inherit', borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
    '& thead th': { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground3 },
    '& td': { whiteSpace: 'nowrap' },
  },
  name: { minWidth: '130px', overflowWrap: 'anywhere' },
  bar: { width: '45%', minWidth: '160px' },
  quiet: { color: tokens.colorNeutralForeground3 },
});

export function AttendanceTable({ attendance }: { attendance: Attendance }) {
  const styles = useStyles();
  const everybody = [...attendance.students, ...attendance.unmatched];
  const longest = Math.max(1, ...everybody.map((a) => a.present_seconds));
  const columns = t.after.columns;
  if (everybody.length === 0) return <Text>{t.after.nobody}</Text>;
  return (
    <div className={styles.scroll} tabIndex={0} role="group" aria-label={t.after.table}>
      <table className={styles.table}>
        <thead>
          <tr>
            {Object.values(columns).map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {everybody.map((attendee, i) => (
            <Row key={attendee.student_id ?? `unmatched-${i}`} attendee={attendee} longest={longest} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const span = (seconds: number): string => (seconds > 0 ? spanText(seconds * 1000) : '–');

function Row({ attendee, longest }: { attendee: Attendee; longest: number }) {
  const styles = useStyles();
  const came = attendee.first_join !== null;
  return (
    <tr>
      <th scope="row" className={styles.name}>
        {attendee.name ?? t.unnamed}{' '}
        {attendee.student_id === undefined && (
          <Text size={200} className={styles.quiet}>
            ({t.after.notRecognised})
          </Text>
        )}
        {attendee.email_differs && (
          <Text size={200} className={styles.quiet}>
            ({t.after.emailDiffers})
          </Text>
        )}
      </th>
      <td>{came ? span(attendee.present_seconds) : <Text className={styles.quiet}>{attendee.join_unseen ? t.after.joinUnseen : t.after.never}</Text>}</td>
      <td className={styles.bar}>{came && <TimeBar attendee={attendee} longest={longest} />}</td>
      <td>{came ? span(attendee.late_seconds) : ''}</td>
      <td>{came ? span(attendee.left_early_seconds) : ''}</td>
      <td>{came ? attendee.drops || '–' : ''}</td>
    </tr>
  );
}
