import { makeStyles, Text, tokens, typographyStyles } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import { t } from '../texts';

const useStyles = makeStyles({
  title: { ...typographyStyles.title2, margin: 0, outline: 'none', overflowWrap: 'anywhere', '@media (max-width: 640px)': typographyStyles.title3 },
  sub: { color: tokens.colorNeutralForeground3 },
});

/** The heading of a view: it gets the focus when the view is opened, so that a screen reader says where one is. */
export function ViewTitle({ text, sub }: { text: string; sub?: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const styles = useStyles();
  useEffect(() => {
    document.title = `${text} – ${t.product}`;
  }, [text]);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <div>
      <h1 ref={heading} tabIndex={-1} className={styles.title}>
        {text}
      </h1>
      {sub && <Text className={styles.sub}>{sub}</Text>}
    </div>
  );
}
