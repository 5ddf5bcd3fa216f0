import { makeStyles, Subtitle1, tokens } from '@fluentui/react-components';
import { useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import { stack } from './stack';

interface Props {
  title: string;
  children: ReactNode;
  actions: ReactNode;
  /** What Escape does; without it the question stays. */
  cancel?: () => void;
}

const useStyles = makeStyles({
  dialog: {
    boxSizing: 'border-box',
    width: '480px',
    maxWidth: 'calc(100vw - 24px)',
    padding: '24px',
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorTransparentStroke}`,
    borderRadius: tokens.borderRadiusXLarge,
    boxShadow: tokens.shadow64,
    '::backdrop': { backgroundColor: tokens.colorBackgroundOverlay },
  },
  body: { ...stack, gap: '16px', padding: '8px 0 20px' },
  actions: { display: 'flex', flexWrap: 'wrap', justifyContent: 'flex-end', gap: '8px' },
});

/**
 * A question that has to be answered first: there as long as it is rendered. The browser's own dialog keeps the focus in it, hides what is
 * behind it from everybody, and gives both back however it goes away.
 */
export function Modal({ title, children, actions, cancel }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const styles = useStyles();
  useLayoutEffect(() => {
    const shown = dialog.current!;
    shown.showModal();
    return () => shown.close();
  }, []);

  // A browser may close it at a second Escape, whatever it is told.
  const closed = () => (cancel ? cancel() : dialog.current?.showModal());
  return (
    <dialog ref={dialog} className={styles.dialog} aria-labelledby={id} onCancel={(event) => (event.preventDefault(), cancel?.())} onClose={closed}>
      <Subtitle1 as="h2" id={id}>
        {title}
      </Subtitle1>
      <div className={styles.body}>{children}</div>
      <div className={styles.actions}>{actions}</div>
    </dialog>
  );
}
