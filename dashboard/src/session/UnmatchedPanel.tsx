import { makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import type { Person, Snapshot } from '../api/types';
import { useApp } from '../app';
import { Notice } from '../parts/Notice';
import { Panel } from '../parts/Panel';
import { ProblemDialog } from '../parts/ProblemDialog';
import { t } from '../texts';
import { Choice } from './Choice';
import { useChange } from './useChange';

const useStyles = makeStyles({ list: { display: 'grid', gap: '12px', margin: 0, padding: 0, listStyleType: 'none' } });

/** People whom nothing tells to be one of the students. */
export function UnmatchedPanel({ snapshot }: { snapshot: Snapshot }) {
  const { api } = useApp();
  const { busy, problem, run, clear } = useChange();
  const [last, setLast] = useState<{ person: Person; student: string } | null>(null);
  const styles = useStyles();
  const { session_id, unmatched } = snapshot;
  const students = snapshot.breakout_rooms.flatMap((room) => room.students);

  // Who is not here yet is the likelier one.
  const missing = students.toSorted((a, b) => Number(b.location === 'absent') - Number(a.location === 'absent'));
  const options = missing.map((s) => ({ value: s.student_id, text: s.name }));
  const nameOf = (person: Person) => person.name ?? t.unnamed;

  async function match(person: Person, studentId: string) {
    const student = students.find((s) => s.student_id === studentId)?.name ?? '';
    if (await run(() => api.match(session_id, person.person_id, studentId))) setLast({ person, student });
  }

  async function undo(person: Person) {
    if (await run(() => api.unmatch(session_id, person.person_id))) setLast(null);
  }

  return (
    <>
      <div role="status" className="announced">
        {last && <Notice kind="success" title={t.unmatched.matched(nameOf(last.person), last.student)} action={{ text: t.unmatched.undo, run: () => void undo(last.person) }} />}
      </div>
      {unmatched.length > 0 && (
        <Panel title={t.unmatched.title(unmatched.length)}>
          <ul className={styles.list}>
            {unmatched.map((person) => (
              <Choice
                key={person.person_id}
                name={nameOf(person)}
                detail={person.location === 'other_room' || person.location === 'own_room' ? t.inSomeRoom : t.location[person.location]}
                label={t.unmatched.who(nameOf(person))}
                prompt={t.unmatched.choose}
                options={options}
                confirm={t.unmatched.match}
                busy={busy}
                choose={(studentId) => void match(person, studentId)}
              />
            ))}
          </ul>
        </Panel>
      )}
      <ProblemDialog problem={problem} close={clear} />
    </>
  );
}
