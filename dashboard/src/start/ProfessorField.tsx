import { Field, Select } from '@fluentui/react-components';
import { useEffect } from 'react';
import { explain } from '../api/explain';
import { useApp } from '../app';
import { useCell } from '../cell';
import { useLoaded } from '../parts/useLoaded';
import { t } from '../texts';

/** Whose sessions: the choice is kept for the next time. */
export function ProfessorField({ wrong, required = false }: { wrong?: string | undefined; required?: boolean }) {
  const app = useApp();
  const chosen = useCell(app.professorId);
  const { value: professors, problem } = useLoaded('professors', app.api.professors);
  const only = professors?.length === 1 ? professors[0]!.id : null;
  useEffect(() => {
    if (only !== null) app.choose(only);
  }, [app, only]);
  const message = wrong ?? (problem ? explain(problem).title : undefined);
  return (
    <Field label={t.start.professor} required={required} {...(message ? { validationMessage: message } : {})}>
      <Select value={chosen ?? ''} onChange={(_, { value }) => app.choose(value)}>
        {!professors?.some((p) => p.id === chosen) && <option value={chosen ?? ''}>{t.start.choose}</option>}
        {professors?.map((p) => (
          <option key={p.id} value={p.id}>
            {p.name}
          </option>
        ))}
      </Select>
    </Field>
  );
}
