import { Button, makeStyles, SearchBox, Spinner, Subtitle2, Text, tokens } from '@fluentui/react-components';
import { useEffect, useMemo, useState } from 'react';
import { useApp } from '../app';
import { Trouble } from '../parts/Trouble';
import { useLoaded } from '../parts/useLoaded';
import { t } from '../texts';
import { roomsNeeded, studentsIn, type Draft } from './draft';
import { found } from './found';
import { ListPanel } from './ListPanel';
import { StudentList } from './StudentList';
import { TypedStudents } from './TypedStudents';

interface Props {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  wrong: string | undefined;
}

const useStyles = makeStyles({
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'baseline', justifyContent: 'space-between', gap: '4px 16px' },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'center' },
  search: { flexGrow: 1, minWidth: '180px' },
  wrong: { color: tokens.colorStatusDangerForeground1 },
});

export function StudentPicker({ draft, change, wrong }: Props) {
  const { api } = useApp();
  const { value: roster, problem, again } = useLoaded('students', api.students);
  const [search, setSearch] = useState('');
  const [listing, setListing] = useState(false);
  const shown = useMemo(() => found(roster ?? [], search), [roster, search]);
  const chosen = useMemo(() => new Set(draft.chosen), [draft.chosen]);
  const styles = useStyles();

  // In the order of the roster, and only who is in it: somebody may have been removed since the draft was kept.
  const choose = (ids: ReadonlySet<string>, from = roster ?? []) => change({ chosen: from.filter((s) => ids.has(s.id)).map((s) => s.id) });
  const toggle = (ids: string[], on: boolean) => choose(new Set(on ? [...chosen, ...ids] : [...chosen].filter((id) => !ids.includes(id))));

  // A professor who signed in may not see the roster: they say who takes part.
  const isClosed = problem?.status === 403;
  const { lines } = draft;
  useEffect(() => {
    if (isClosed && lines === null) change({ lines: '' });
    else if (roster && lines !== null) change({ lines: null });
  }, [isClosed, roster, lines, change]);

  const head = (
    <>
      <div className={styles.head}>
        <Subtitle2 as="h2">{t.start.students}</Subtitle2>
        <Text role="status">{t.start.chosen(studentsIn(draft), roomsNeeded(draft))}</Text>
      </div>
      {wrong && <Text className={styles.wrong}>{wrong}</Text>}
    </>
  );
  if (isClosed)
    return (
      <>
        {head}
        <TypedStudents lines={lines ?? ''} change={(text) => change({ lines: text })} />
      </>
    );
  return (
    <>
      {head}
      {listing ? (
        <ListPanel
          roster={roster ?? []}
          close={() => setListing(false)}
          choose={(ids, updated) => {
            choose(new Set([...chosen, ...ids]), updated);
            again();
            setListing(false);
          }}
        />
      ) : (
        <div className={styles.actions}>
          <SearchBox className={styles.search} aria-label={t.start.search} placeholder={t.start.search} value={search} onChange={(_, { value }) => setSearch(value)} />
          <Button onClick={() => setListing(true)}>{t.list.open}</Button>
        </div>
      )}
      {!roster && !problem && <Spinner size="small" label={t.loading} />}
      {problem && <Trouble problem={problem} again={again} />}
      {roster && <StudentList students={shown} chosen={chosen} searching={search.trim() !== ''} toggle={toggle} />}
    </>
  );
}
