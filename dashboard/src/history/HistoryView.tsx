import { Button, makeStyles, Spinner, Text, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { useApp } from '../app';
import { useCell } from '../cell';
import { Trouble } from '../parts/Trouble';
import { useLoaded } from '../parts/useLoaded';
import { ViewTitle } from '../parts/ViewTitle';
import { stack } from '../parts/stack';
import { ProfessorField } from '../start/ProfessorField';
import { t } from '../texts';
import { SessionRow } from './SessionRow';

const pageSize = 20;

const useStyles = makeStyles({
  view: { ...stack, gap: '20px', maxWidth: '1040px', margin: '0 auto' },
  head: { display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', alignItems: 'flex-end', gap: '16px', '& > :last-child': { minWidth: '240px' } },
  list: {
    display: 'grid',
    margin: 0,
    padding: 0,
    listStyleType: 'none',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusXLarge,
    overflow: 'hidden',
    '& > li + li': { borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  },
  pages: { display: 'flex', gap: '12px', alignItems: 'center' },
});

export function HistoryView() {
  const { api, channel, professorId } = useApp();
  const professor = useCell(professorId);
  const styles = useStyles();

  // The cursors that led here: the last one is this page's.
  const [cursors, setCursors] = useState<string[]>([]);
  const cursor = cursors.at(-1);
  const { value, problem, again } = useLoaded(professor && `${professor} ${cursor ?? ''}`, () => api.sessions(professor!, { limit: pageSize, ...(cursor ? { cursor } : {}) }));
  useEffect(() => channel.onMessage((message) => message.name !== 'SessionChanged' && again()), [channel, again]);
  useEffect(() => professorId.subscribe(() => setCursors([])), [professorId]);

  return (
    <div className={styles.view}>
      <div className={styles.head}>
        <ViewTitle text={t.history.title} />
        <ProfessorField />
      </div>
      {problem && <Trouble problem={problem} again={again} />}
      {!professor && <Text>{t.history.chooseProfessor}</Text>}
      {professor && !value && !problem && <Spinner size="small" label={t.loading} />}
      {value?.sessions.length === 0 && <Text>{t.history.none}</Text>}
      {value && value.sessions.length > 0 && (
        <ul className={styles.list} role="list">
          {value.sessions.map((session) => (
            <SessionRow key={session.session_id} session={session} />
          ))}
        </ul>
      )}
      {(cursor || value?.next_cursor) && (
        <div className={styles.pages}>
          <Button disabled={!cursor} onClick={() => setCursors(cursors.slice(0, -1))}>
            {t.history.newer}
          </Button>
          <Text>{t.history.page(cursors.length + 1)}</Text>
          <Button disabled={!value?.next_cursor} onClick={() => value?.next_cursor && setCursors([...cursors, value.next_cursor])}>
            {t.history.older}
          </Button>
        </div>
      )}
    </div>
  );
}
