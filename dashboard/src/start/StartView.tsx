import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useApp } from '../app';
import { useCell } from '../cell';
import { Trouble } from '../parts/Trouble';
import { ViewTitle } from '../parts/ViewTitle';
import { stack } from '../parts/stack';
import { go } from '../route';
import { t } from '../texts';
import { DetailFields } from './DetailFields';
import { check, toRequest } from './draft';
import { ProfessorField } from './ProfessorField';
import { RunningSessions } from './RunningSessions';
import { StudentPicker } from './StudentPicker';
import { SubmitRow } from './SubmitRow';
import { useCreate } from './useCreate';
import { useDraft } from './useDraft';
import { useReason } from './useReason';

const useStyles = makeStyles({
  view: { ...stack, gap: '20px', maxWidth: '1040px', margin: '0 auto' },
  form: {
    display: 'grid',
    gap: '20px',
    gridTemplate: '"details students" auto "submit students" 1fr / minmax(0, 5fr) minmax(0, 6fr)',
    alignItems: 'start',
    '@media (max-width: 800px)': { gridTemplate: '"details" auto "students" auto "submit" auto / minmax(0, 1fr)' },
  },
  details: { gridArea: 'details' },
  students: { gridArea: 'students' },
  submit: { gridArea: 'submit' },
  card: {
    ...stack,
    gap: '16px',
    padding: '20px',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusXLarge,
    '@media (max-width: 640px)': { padding: '16px' },
  },
});

export function StartView() {
  const { professorId, ticks } = useApp();
  const professor = useCell(professorId);
  const [draft, change, clear] = useDraft();
  const { busy, problem, create } = useCreate();
  const [touched, setTouched] = useState<readonly string[]>([]);
  const wrong = check(draft, ticks.get());
  const reason = useReason(draft, wrong, busy);
  const styles = useStyles();

  const submit = async () => {
    if (reason !== null || professor === null) return;
    const created = await create(toRequest(draft, professor));
    if (!created) return;
    clear();
    go({ view: 'session', id: created.session_id });
  };

  return (
    <div className={styles.view}>
      <ViewTitle text={t.start.title} sub={t.start.intro} />
      <RunningSessions />
      <form className={styles.form} noValidate onSubmit={(e) => (e.preventDefault(), void submit())}>
        <div className={mergeClasses(styles.card, styles.details)}>
          <ProfessorField required wrong={problem?.field('professor_id')} />
          <DetailFields draft={draft} change={change} wrong={wrong} touched={touched} touch={(field) => setTouched((all) => [...all, field])} problem={problem} />
        </div>
        <div className={mergeClasses(styles.card, styles.students)}>
          <StudentPicker draft={draft} change={change} wrong={problem?.field('student_ids') ?? problem?.field('students')} />
        </div>
        <div className={styles.submit}>
          {problem && <Trouble problem={problem} />}
          <SubmitRow later={draft.when === 'later'} busy={busy} reason={reason} />
        </div>
      </form>
    </div>
  );
}
