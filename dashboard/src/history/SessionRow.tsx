import { makeStyles, Text, tokens } from '@fluentui/react-components';
import type { Summary } from '../api/types';
import { momentText } from '../format';
import { href } from '../route';
import { StatusBadge } from '../session/StatusBadge';
import { t } from '../texts';

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 220px 110px 130px',
    gap: '4px 16px',
    alignItems: 'center',
    padding: '12px 16px',
    color: tokens.colorNeutralForeground1,
    textDecoration: 'none',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
    '@media (max-width: 800px)': { gridTemplateColumns: 'minmax(0, 1fr) auto' },
  },
  topic: { overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground3 },
});

export function SessionRow({ session }: { session: Summary }) {
  const styles = useStyles();
  const { students, present, absent } = session.counts;
  const who = {
    scheduled: () => t.history.studentsCount(students),
    active: () => t.history.here(present, students),
    completed: () => t.history.came(students - absent, students),
    failed: () => '',
  };
  return (
    <li>
      <a href={href({ view: 'session', id: session.session_id })} className={styles.row}>
        <Text weight="semibold" className={styles.topic}>
          {session.topic}
        </Text>
        <Text className={styles.quiet}>{momentText(session.start_time)}</Text>
        <span>
          <StatusBadge snapshot={session} />
        </span>
        <Text className={styles.quiet}>{who[session.status]()}</Text>
      </a>
    </li>
  );
}
