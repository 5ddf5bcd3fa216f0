import { Button, Field, Input } from '@fluentui/react-components';
import { useId, useState, type FormEvent, type ReactNode } from 'react';
import { useApp } from '../app';
import { useCell } from '../cell';
import { Modal } from '../parts/Modal';
import { t } from '../texts';

/** Asks for the operator key; what is on the page stays behind it. */
export function KeyDialog({ instead }: { instead?: ReactNode }) {
  const { credentials, config } = useApp();
  const [key, setKey] = useState('');
  const wrong = useCell(credentials.wrong);
  const form = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (key.trim()) credentials.give({ kind: 'key', key: key.trim() });
  };
  const go = (
    <Button type="submit" form={form} appearance="primary" disabledFocusable={!key.trim()}>
      {t.key.submit}
    </Button>
  );
  return (
    <Modal
      title={t.key.title}
      actions={
        <>
          {instead}
          {go}
        </>
      }
    >
      <span>{`${t.key.intro}${config.simulator ? ` ${t.key.local}` : ''}`}</span>
      <form id={form} onSubmit={submit}>
        <Field label={t.key.label} {...(wrong ? { validationMessage: t.key.wrong } : {})}>
          <Input type="password" autoComplete="current-password" autoFocus value={key} onChange={(_, { value }) => setKey(value)} />
        </Field>
      </form>
    </Modal>
  );
}
