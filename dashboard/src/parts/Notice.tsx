import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';

interface Props {
  kind: 'info' | 'warning' | 'error' | 'success';
  title: string;
  detail?: string;
  action?: { text: string; run: () => void };
}

/** A sentence that says how things are, and one that says what to do. Whoever shows it decides whether it is announced. */
export const Notice = ({ kind, title, detail, action }: Props) => (
  <MessageBar intent={kind} politeness="polite">
    <MessageBarBody>
      <MessageBarTitle>{title}</MessageBarTitle> {detail}
    </MessageBarBody>
    {action && (
      <MessageBarActions>
        <Button size="small" onClick={action.run}>
          {action.text}
        </Button>
      </MessageBarActions>
    )}
  </MessageBar>
);
