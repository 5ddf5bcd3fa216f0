import { Field, Textarea } from '@fluentui/react-components';
import { useMemo } from 'react';
import { t } from '../texts';
import { typed } from './draft';
import { FileButton } from './FileButton';

/** Students by name and address, for whoever may not see the roster. */
export function TypedStudents({ lines, change }: { lines: string; change: (lines: string) => void }) {
  const { unclear } = useMemo(() => typed(lines), [lines]);
  return (
    <>
      <Field label={t.list.label} {...(unclear.length > 0 ? { validationMessage: t.list.unclear(unclear.join(', ')) } : {})}>
        <Textarea rows={10} resize="vertical" placeholder={t.list.placeholder} value={lines} onChange={(_, { value }) => change(value)} />
      </Field>
      <div>
        <FileButton text={t.list.file} read={change} />
      </div>
    </>
  );
}
